// Whole approval cases over HTTP: `npx tsx test/bench/cases.ts [embedded|mongodb] [seconds]`.
// One case is seven requests: submit; then finance, deputy and director each look into their inbox (which gives the task and the
// hash of what it shows) and approve. Server and clients are two processes of one machine. The pack is the project's own, but
// asks for no evidence (uploads are another matter), and once without and once with password signatures of deputy and
// director: each of these costs an argon2id check (19 MiB, two passes), which runs on libuv's threads beside the event loop,
// and one more request, since a task that is signed is opened before it is decided.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type {
  CreatedRecord,
  DecisionResult,
  JsonObject,
  Page,
  Session,
  TaskItem,
  TaskView,
} from '../../engine/index.ts';
import { DEMO_PASSWORD, DEMO_TENANT } from '../../server/auth/demo-access.ts';
import { packsWithout } from '../flows/pack-variants.ts';

const root = new URL('../..', import.meta.url).pathname;
const [kind = 'embedded', seconds = '10'] = process.argv.slice(2);

for (const signed of [false, true]) {
  const packs = packsWithout({ evidence: true, signatures: !signed });
  for (const clients of [1, 16]) {
    const server = await startProcess(packs);
    const { cases, ms, slowest } = await run(server.url, clients, Number(seconds) * 1000, signed);
    const usage = await server.stop();
    const rate = (cases * 1000) / ms;
    console.log(
      `${kind}, ${signed ? 'signed' : 'unsigned'}, ${clients} client${clients > 1 ? 's' : ''}: ${rate.toFixed(1)} cases/s ` +
        `(${cases} cases in ${(ms / 1000).toFixed(1)} s, slowest ${Math.round(slowest)} ms; server: ${usage})`,
    );
  }
  rmSync(packs, { recursive: true, force: true });
}

type Running = { url: string; stop(): Promise<string> };

async function startProcess(packs: string): Promise<Running> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'test/bench/cases-server.ts'), kind, packs], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const url = await lineOf(child, 'ready ');
  return {
    url,
    async stop() {
      const usage = lineOf(child, 'cpu ');
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin?.end();
      const [cpu = '', , rss = ''] = (await usage).split(' ');
      await ended;
      return `${cpu} ms of CPU, ${rss} MB`;
    },
  };
}

function lineOf(child: ChildProcess, prefix: string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const line = chunk
        .toString()
        .split('\n')
        .find((each) => each.startsWith(prefix));
      if (line) resolve(line.slice(prefix.length).trim());
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

type Person = { cookie: string; csrf: string };
type Staff = { maker: Person; finance: Person; deputy: Person; director: Person };

async function run(
  url: string,
  clients: number,
  ms: number,
  signed: boolean,
): Promise<{ cases: number; ms: number; slowest: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const call = caller(url, agent);
  const manager = await call.signIn('manager');
  const customer = await call.post<CreatedRecord>(manager, '/forms/customer/records', {
    data: { name: '北京恒通贸易有限公司', level: 'a', bankName: '中国工商银行', account: '6222021001112223372' },
  });
  const staff: Staff = {
    maker: await call.signIn('maker'),
    finance: await call.signIn('finance'),
    deputy: await call.signIn('deputy'),
    director: await call.signIn('director'),
  };
  const data = orderFor(customer.record.id);
  let cases = 0;
  let slowest = 0;
  const work = async (until: number, count: boolean) => {
    while (performance.now() < until) {
      const from = performance.now();
      await oneCase(call, staff, data, signed);
      if (!count) continue;
      cases += 1;
      slowest = Math.max(slowest, performance.now() - from);
    }
  };
  // Half a second of warming up: what is compiled on first use is not what is measured.
  await Promise.all(Array.from({ length: clients }, () => work(performance.now() + 500, false)));
  const from = performance.now();
  await Promise.all(Array.from({ length: clients }, () => work(from + ms, true)));
  const took = performance.now() - from;
  agent.destroy();
  return { cases, ms: took, slowest };
}

function orderFor(customer: string): JsonObject {
  return {
    customer: { id: customer },
    bankName: '中国工商银行',
    account: '6222021001112223372',
    purpose: 'goods',
    items: [{ what: '原材料采购', cost: 6_000_000 }],
  };
}

type Call = ReturnType<typeof caller>;

async function oneCase(
  call: Call,
  { maker, finance, deputy, director }: Staff,
  data: JsonObject,
  signed: boolean,
): Promise<void> {
  const { case: id } = await call.post<CreatedRecord>(maker, '/forms/transfer/records', { data });
  await decide(call, finance, id ?? '', false);
  await decide(call, deputy, id ?? '', signed);
  const { case: ended } = await decide(call, director, id ?? '', signed);
  if (ended.status !== 'done') throw new Error(`the case is ${ended.status}`);
}

async function decide(call: Call, person: Person, id: string, signed: boolean): Promise<DecisionResult> {
  const inbox = await call.get<Page<TaskItem>>(person, '/tasks?box=todo&size=50');
  const task = inbox.items.find((each) => each.case === id);
  if (!task) throw new Error(`no task in ${id}`);
  const seen = task.seen ?? (await call.get<TaskView>(person, `/tasks/${task.id}`)).seen;
  return call.post<DecisionResult>(person, `/tasks/${task.id}/decisions`, {
    decision: 'approve',
    seen,
    ...(signed && { sign: DEMO_PASSWORD }),
  });
}

function caller(url: string, agent: Agent) {
  const send = <T>(
    method: string,
    path: string,
    person?: Person,
    body?: JsonObject,
  ): Promise<{ body: T; cookie?: string }> =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        ...(text !== undefined && {
          'Content-Type': 'application/json',
          'Content-Length': String(Buffer.byteLength(text)),
        }),
        ...(person && { Cookie: person.cookie, 'X-CSRF-Token': person.csrf }),
        ...(method === 'POST' && { 'Idempotency-Key': randomUUID() }),
      };
      const sent = request(`${url}/api${path}`, { method, headers, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const received = Buffer.concat(chunks).toString();
          if ((response.statusCode ?? 500) >= 300)
            reject(new Error(`${method} ${path}: ${response.statusCode} ${received}`));
          else resolve({ body: JSON.parse(received) as T, cookie: response.headers['set-cookie']?.[0]?.split(';')[0] });
        });
      });
      sent.once('error', reject);
      sent.end(text);
    });
  return {
    get: async <T>(person: Person, path: string) => (await send<T>('GET', path, person)).body,
    post: async <T>(person: Person, path: string, body: JsonObject) => (await send<T>('POST', path, person, body)).body,
    async signIn(name: string): Promise<Person> {
      const { body, cookie } = await send<Session>('POST', '/session', undefined, {
        tenant: DEMO_TENANT,
        name,
        password: DEMO_PASSWORD,
      });
      return { cookie: cookie ?? '', csrf: body.csrf };
    },
  };
}
