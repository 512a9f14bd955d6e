// Who wrote a part of a request is no independent approver of it in a later case either.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseView, JsonObject, Page, RecordView, TaskItem, TaskView } from '../../../engine/index.ts';
import { key } from '../../flows/transfer-bank.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const text = (title: string): JsonObject => ({ type: 'text', title, maxLength: 80 });
const access: JsonObject = {
  maker: { create: true, read: 'own', update: 'own' },
  finance: { read: 'all', update: 'all' },
};
const form = (name: string): JsonObject => ({
  kind: 'form',
  key: name,
  title: name,
  fields: { payee: text('Payee'), amount: text('Amount') },
  record: { display: '{{payee}}' },
  access,
});
const finance = { assign: [{ by: 'role', role: 'finance' }], decide: 'any', empty: 'incident' };
const prep = (submit: string): JsonObject => ({
  meta: { title: 'Prepare', step: { type: 'fill', ...finance, fields: { amount: 'edit' } } },
  on: { submit },
});
const review: JsonObject = {
  meta: {
    title: 'Review',
    step: { type: 'approval', ...finance, decisions: ['approve', 'reject'], separate: ['initiator'] },
  },
  on: { approve: 'good', reject: 'bad' },
};
const make = {
  type: 'create-record',
  params: { form: 'bill', data: { payee: { rule: { var: 'payee' } }, amount: { rule: { var: 'amount' } } } },
};
const end = (outcome: string, more: JsonObject = {}): JsonObject => ({
  type: 'final',
  meta: { title: outcome, outcome },
  ...more,
});
const workflow = (of: string, states: JsonObject): JsonObject => ({
  kind: 'workflow',
  key: `${of}-flow`,
  title: of,
  form: of,
  start: { on: 'create', roles: ['maker'] },
  withdraw: 'always',
  chart: {
    initial: Object.keys(states)[0] ?? '',
    states: { ...states, bad: end('rejected') },
  },
});

describeEachStore('the makers of a request', (store) => {
  let server: TestServer;
  let folder: Awaited<ReturnType<typeof packFolder>>;
  const clients = new Map<string, Promise<Client>>();
  const as = (name: string) => {
    const client = clients.get(name) ?? server.signIn(name, { language: 'en' });
    clients.set(name, client);
    return client;
  };
  beforeAll(async () => {
    folder = await packFolder({
      ...smallPack(),
      'notes/forms/pay.json': form('pay'),
      'notes/forms/bill.json': form('bill'),
      'notes/forms/slip.json': form('slip'),
      'notes/workflows/pay-flow.json': workflow('pay', { prep: prep('review'), review, good: end('approved') }),
      'notes/workflows/bill-flow.json': workflow('bill', { review, good: end('approved') }),
      'notes/workflows/slip-flow.json': workflow('slip', {
        prep: prep('good'),
        good: end('approved', { entry: [make] }),
      }),
    });
    server = await startServer({ store, packs: folder.path });
  });
  afterAll(async () => {
    clients.clear();
    await server.stop();
    await folder.remove();
  });

  const file = async (of: string) => {
    const reply = await (await as('maker')).post<{ record: RecordView; case: string }>(
      `/forms/${of}/records`,
      { data: { payee: 'A', amount: '1' } },
      key(),
    );
    expect(reply.status, reply.text).toBe(201);
    return reply.body;
  };
  const begin = async (of: string, record: string) => {
    const reply = await (await as('maker')).post<CaseView>('/cases', { workflow: `${of}-flow`, record }, key());
    expect(reply.status, reply.text).toBeLessThan(300);
    return reply.body.id;
  };
  const taskOf = async (name: string, id: string) => {
    const { items } = (await (await as(name)).get<Page<TaskItem>>('/tasks?box=todo&size=200')).body;
    return items.find((one) => one.case === id)?.id;
  };
  const decide = async (name: string, id: string, decision: string, data?: JsonObject) => {
    const client = await as(name);
    const task = await taskOf(name, id);
    const { seen } = (await client.get<TaskView>(`/tasks/${task}`)).body;
    const reply = await client.post(`/tasks/${task}/decisions`, { decision, seen, ...(data && { data }) }, key());
    expect(reply.status, reply.text).toBe(200);
  };

  it('N2: are those who filled in a part of it in a case that was withdrawn', async () => {
    const { record, case: first } = await file('pay');
    await decide('finance', first, 'submit', { amount: '9' });
    expect(await taskOf('finance', first)).toBeUndefined();
    expect((await (await as('maker')).post(`/cases/${first}/withdraw`, {}, key())).status).toBe(200);
    const again = await begin('pay', record.id);
    await decide('finance2', again, 'submit');
    expect(await taskOf('finance', again)).toBeUndefined();
    await decide('finance2', again, 'approve');
  });

  it('N3: are those who filled in what a chart made it of', async () => {
    const { case: slip } = await file('slip');
    await decide('finance', slip, 'submit', { amount: '9' });
    const bills = (await (await as('maker')).get<Page<RecordView>>('/forms/bill/records')).body.items;
    expect(bills).toHaveLength(1);
    const bill = await begin('bill', bills[0]?.id ?? '');
    expect(await taskOf('finance', bill)).toBeUndefined();
    await decide('finance2', bill, 'approve');
  });
});
