// Whole approval cases over HTTP: `npx tsx test/bench/cases.ts [embedded|mongodb] [seconds] [signed|unsigned] [folder for CPU profiles]`.
// One case is seven requests: submit; then finance, deputy and director each look into their inbox (which gives the task and the
// hash of what it shows) and approve. Server and clients are two processes of one machine. The pack is the project's own, but
// asks for no evidence (uploads are another matter), and once without and once with password signatures of deputy and
// director: each of these costs an argon2id check (19 MiB, two passes), which runs on libuv's threads beside the event loop,
// and one more request, since a task that is signed is opened before it is decided. The measure for all of it is a bare HTTP
// server of the same process, which reads and answers the same JSON and does nothing else.
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
import { bundleServer, serverFlags } from '../support/bundled-server.ts';

const root = new URL('../..', import.meta.url).pathname;
const [kind = 'embedded', seconds = '10', only = '', profiles] = process.argv.slice(2);
const program = await bundleServer('test/bench/cases-server.ts');

for (const signed of only === '' ? [false, true] : [only === 'signed']) {
  const packs = packsWithout({ evidence: true, signatures: !signed });
  for (const clients of [1, 16]) {
    const server = await startProcess(packs, profiles && join(profiles, `${kind}-${clients}.cpuprofile`));
    const done = await run(server, clients, Number(seconds) * 1000, signed);
    const used = await server.stop();
    const rate = (done.cases * 1000) / done.ms;
    const cpu = used.cases / done.cases;
    console.log(
      `${kind}, ${signed ? 'signed' : 'unsigned'}, ${clients} client${clients > 1 ? 's' : ''}: ${rate.toFixed(1)} cases/s ` +
        `(${done.cases} cases in ${(done.ms / 1000).toFixed(1)} s, slowest ${Math.round(done.slowest)} ms; server: ` +
        `${cpu.toFixed(1)} ms of CPU a case = ${Math.round(cpu / (used.bare / done.bare))} bare requests, ${used.rss} MB; ` +
        `bare: ${Math.round((done.bare * 1000) / done.bareMs)} requests/s)`,
    );
  }
  rmSync(packs, { recursive: true, force: true });
}
await program.remove();

type Used = { cases: number; bare: number; rss: number };
type Running = { url: string; bare: string; measure(what: 'cases' | 'bare' | 'nothing'): void; stop(): Promise<Used> };

async function startProcess(packs: string, profile?: string): Promise<Running> {
  const args = [...serverFlags, program.main, kind, packs];
  if (profile !== undefined) args.push(profile);
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  const [url = '', bare = ''] = (await lineOf(child, 'ready ')).split(' ');
  return {
    url,
    bare,
    measure: (what) => void child.stdin?.write(`${what}\n`),
    async stop() {
      const used = lineOf(child, 'used ');
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin?.end();
      const found = JSON.parse(await used) as Used;
      await ended;
      return found;
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

type Done = { cases: number; ms: number; slowest: number; bare: number; bareMs: number };

/** Cases and bare requests in turns, so that whatever else the machine does meets both alike. */
async function run({ url, bare, measure }: Running, clients: number, forMs: number, signed: boolean): Promise<Done> {
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
  const done: Done = { cases: 0, ms: 0, slowest: 0, bare: 0, bareMs: 0 };
  const together = async (ms: number, one: () => Promise<void>) => {
    const until = performance.now() + ms;
    const work = async () => {
      while (performance.now() < until) await one();
    };
    await Promise.all(Array.from({ length: clients }, work));
  };
  const oneMeasured = async () => {
    const from = performance.now();
    await oneCase(call, staff, data, signed);
    done.cases += 1;
    done.slowest = Math.max(done.slowest, performance.now() - from);
  };
  const echo = caller(bare, agent);
  const oneBare = async () => {
    await echo.post(staff.maker, '/echo', { data });
    done.bare += 1;
  };
  // Two seconds of warming up: what is compiled on first use is not what is measured.
  await together(2_000, () => oneCase(call, staff, data, signed));
  await together(500, () => echo.post(staff.maker, '/echo', { data }).then(() => undefined));
  const rounds = Math.max(1, Math.round(forMs / 2_000));
  for (let round = 0; round < rounds; round++) {
    measure('cases');
    const from = performance.now();
    await together(forMs / rounds, oneMeasured);
    measure('bare');
    const between = performance.now();
    await together(300, oneBare);
    measure('nothing');
    done.ms += between - from;
    done.bareMs += performance.now() - between;
  }
  agent.destroy();
  return done;
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
