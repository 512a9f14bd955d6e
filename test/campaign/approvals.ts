// The clients of a campaign: they submit and approve over HTTP, and ask again under the same key whatever they got no answer to.
import { randomUUID } from 'node:crypto';
import type { CreatedRecord, DecisionResult, JsonObject, Page, TaskItem, TaskView } from '../../engine/index.ts';
import { DEMO_PASSWORD, DEMO_TENANT } from '../../server/auth/demo-access.ts';
import { type Client, createClient, type Reply } from '../support/server.ts';
import type { Ledger } from './ledger.ts';

export type Staff = { [name in 'maker' | 'finance' | 'deputy' | 'director' | 'manager']: Client };
export type Work = { staff: Staff; data: JsonObject; ledger: Ledger };

/** How long a server may be away before a client gives up: far more than any start takes. */
const PATIENCE_MS = 120_000;
const APPROVERS = ['finance', 'deputy', 'director'] as const;

/** Signs everybody in, and has somebody to pay. */
export async function prepareWork(url: string, ledger: Ledger): Promise<Work> {
  const maker = await signIn(url, 'maker');
  const finance = await signIn(url, 'finance');
  const deputy = await signIn(url, 'deputy');
  const director = await signIn(url, 'director');
  const manager = await signIn(url, 'manager');
  const bank = { bankName: '中国工商银行', account: '6222021001112223372' };
  const customer = await manager.post<CreatedRecord>(
    '/forms/customer/records',
    { data: { name: '北京恒通贸易有限公司', level: 'a', ...bank } },
    { 'Idempotency-Key': randomUUID() },
  );
  if (customer.status !== 201) throw new Error(`no customer: ${customer.status} ${customer.text}`);
  const data = {
    customer: { id: customer.body.record.id },
    ...bank,
    purpose: 'goods',
    items: [{ what: '原材料采购', cost: 6_000_000 }],
  };
  return { staff: { maker, finance, deputy, director, manager }, data, ledger };
}

export async function signIn(url: string, name: string): Promise<Client> {
  const client = createClient(url);
  const reply = await client.post('/session', { tenant: DEMO_TENANT, name, password: DEMO_PASSWORD });
  if (reply.status !== 201) throw new Error(`${name} cannot sign in: ${reply.status} ${reply.text}`);
  return client;
}

/** One client: case after case from the request to the last approval, until `goesOn` says no. */
export async function runClient(work: Work, goesOn: () => boolean): Promise<void> {
  while (goesOn()) await oneCase(work);
}

async function oneCase({ staff, data, ledger }: Work): Promise<void> {
  const mark = randomUUID();
  const key = randomUUID();
  ledger.submits.set(mark, { key });
  const sent = await ask(ledger, () =>
    staff.maker.post<CreatedRecord>(
      '/forms/transfer/records',
      { data: { ...data, note: mark } },
      { 'Idempotency-Key': key },
    ),
  );
  if (sent.status !== 201 || sent.body.case === undefined) {
    ledger.unexpected.push(`submit: ${sent.status} ${sent.text.slice(0, 300)}`);
    return;
  }
  const id = sent.body.case;
  ledger.submits.set(mark, { key, case: id, record: sent.body.record.id });
  for (const name of APPROVERS) if (!(await approve(staff[name], name, id, ledger))) return;
}

async function approve(client: Client, person: string, id: string, ledger: Ledger): Promise<boolean> {
  const inbox = await ask(ledger, () => client.get<Page<TaskItem>>('/tasks?box=todo&size=200'));
  const task = inbox.body.items?.find((each) => each.case === id);
  if (!task) {
    ledger.unexpected.push(`${person} has no task in ${id} (${inbox.status})`);
    return false;
  }
  const seen = task.seen ?? (await ask(ledger, () => client.get<TaskView>(`/tasks/${task.id}`))).body.seen;
  const key = randomUUID();
  const decided = await ask(ledger, () =>
    client.post<DecisionResult>(
      `/tasks/${task.id}/decisions`,
      { decision: 'approve', seen },
      { 'Idempotency-Key': key },
    ),
  );
  if (decided.status !== 200) {
    ledger.unexpected.push(`${person} on ${task.id}: ${decided.status} ${decided.text.slice(0, 300)}`);
    return false;
  }
  ledger.decisions.push({ key, case: id, task: task.id, person });
  return true;
}

/** Sends until there is an answer that says what has become of it. */
async function ask<T>(ledger: Ledger, send: () => Promise<Reply<T>>): Promise<Reply<T>> {
  const from = performance.now();
  for (let attempt = 0; ; attempt++) {
    const reply = await send().catch(() => undefined);
    const wait = reply ? pauseAfter(reply, ledger) : 50;
    if (reply && wait === undefined) {
      if (reply.headers.get('Idempotency-Replayed')) ledger.replayed += 1;
      ledger.longest = Math.max(ledger.longest, performance.now() - from);
      return reply;
    }
    if (performance.now() - from > PATIENCE_MS) throw new Error(`no answer in time: ${reply?.status ?? 'no server'}`);
    if (attempt === 0) ledger.retried += 1;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Milliseconds until the request is sent again; undefined for an answer that stands. */
function pauseAfter(reply: Reply, ledger: Ledger): number | undefined {
  if (reply.status === 503) {
    ledger.busy += 1;
    const seconds = Number(reply.headers.get('Retry-After'));
    if (!(seconds > 0)) ledger.unexpected.push('503 without Retry-After');
    return Math.max(50, (seconds || 1) * 1000);
  }
  const { code } = (reply.body ?? {}) as { code?: string };
  return reply.status === 409 && code === 'in-flight' ? 200 : undefined;
}
