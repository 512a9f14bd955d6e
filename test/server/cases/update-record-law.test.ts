// A chart changes records of other forms by the law that holds for people: not past an approval, and not in nobody's name.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseView, JsonObject, RecordView, TaskItem, TaskView } from '../../../engine/index.ts';
import { key } from '../../flows/transfer-bank.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const text = (title: string): JsonObject => ({ type: 'text', title, maxLength: 80 });
const access: JsonObject = {
  maker: { create: true, read: 'own', update: 'own' },
  finance: { create: true, read: 'all', update: 'all' },
  auditor: { read: 'all' },
};
const approval = (role: string, approve: string, more: JsonObject = {}): JsonObject => ({
  meta: {
    title: 'Step',
    step: {
      type: 'approval',
      assign: [{ by: 'role', role }],
      decide: 'any',
      decisions: ['approve', 'reject'],
      separate: ['initiator'],
      empty: 'incident',
    },
  },
  on: { approve, reject: 'bad' },
  ...more,
});
const workflow = (of: string, roles: string[], states: JsonObject): JsonObject => ({
  kind: 'workflow',
  key: `${of}-review`,
  title: 'Review',
  form: of,
  start: { on: 'create', roles },
  withdraw: 'untouched',
  chart: {
    initial: Object.keys(states)[0] ?? '',
    states: {
      ...states,
      good: { type: 'final', meta: { title: 'Good', outcome: 'approved' } },
      bad: { type: 'final', meta: { title: 'Bad', outcome: 'rejected' } },
    },
  },
});
const change = {
  type: 'update-record',
  params: { form: 'pay', record: { rule: { var: 'pay.id' } }, data: { amount: { rule: { var: 'amount' } } } },
};

describeEachStore('a record that another case writes', (store) => {
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
      'notes/forms/pay.json': {
        kind: 'form',
        key: 'pay',
        title: 'Pay',
        fields: { payee: text('Payee'), amount: text('Amount') },
        record: { display: '{{payee}}' },
        access,
      },
      'notes/forms/fix.json': {
        kind: 'form',
        key: 'fix',
        title: 'Fix',
        fields: {
          pay: { type: 'reference', form: 'pay', display: 'payee', title: 'Pay', required: true },
          amount: text('Amount'),
        },
        record: { display: '{{amount}}' },
        access,
      },
      'notes/workflows/pay-review.json': workflow('pay', ['maker'], {
        first: approval('finance', 'second'),
        second: approval('auditor', 'good'),
      }),
      'notes/workflows/fix-review.json': workflow('fix', ['maker', 'finance'], {
        check: approval('auditor', 'good', { entry: [change] }),
      }),
    });
    server = await startServer({ store, packs: folder.path });
  });
  afterAll(async () => {
    clients.clear();
    await server.stop();
    await folder.remove();
  });

  const file = async (name: string, form: string, data: JsonObject) => {
    const reply = await (await as(name)).post<{ record: RecordView; case: string }>(
      `/forms/${form}/records`,
      { data },
      key(),
    );
    expect(reply.status, reply.text).toBe(201);
    return { id: reply.body.record.id, case: reply.body.case };
  };
  const decide = async (name: string, id: string) => {
    const client = await as(name);
    const { items } = (await client.get<{ items: TaskItem[] }>('/tasks?box=todo&size=200')).body;
    const task = items.find((one) => one.case === id)?.id ?? '';
    const { seen } = (await client.get<TaskView>(`/tasks/${task}`)).body;
    return client.post(`/tasks/${task}/decisions`, { decision: 'approve', seen }, key());
  };
  const amountOf = async (id: string) =>
    (await (await as('auditor')).get<RecordView>(`/forms/pay/records/${id}`)).body.data.amount;
  const incidents = async (of: string) =>
    (await server.deps.store.tenant(server.tenant).incidents.find({ filter: { case: of } })).map(({ code }) => code);

  it('H1, B13: is not changed while it is approved and frozen, or while its own case decides about it', async () => {
    const pay = await file('maker', 'pay', { payee: 'A', amount: '100' });
    const during = await file('finance', 'fix', { pay: { id: pay.id }, amount: '888' });
    expect([await amountOf(pay.id), await incidents(during.case)]).toEqual(['100', ['record/in-case']]);
    expect((await decide('finance', pay.case)).status).toBe(200);
    expect((await decide('auditor', pay.case)).status).toBe(200);
    const after = await file('maker', 'fix', { pay: { id: pay.id }, amount: '999' });
    expect([await amountOf(pay.id), await incidents(after.case)]).toEqual(['100', ['record/approved']]);
    expect((await (await as('auditor')).get<CaseView>(`/cases/${pay.case}`)).body.status).toBe('done');
  });

  it('H1, B13: is not approved by the person whose case wrote it before its own began', async () => {
    const pay = await file('maker', 'pay', { payee: 'B', amount: '100' });
    const maker = await as('maker');
    expect((await maker.post(`/cases/${pay.case}/withdraw`, {}, key())).status).toBe(200);
    const fix = await file('finance', 'fix', { pay: { id: pay.id }, amount: '777' });
    expect([await amountOf(pay.id), await incidents(fix.case)]).toEqual(['777', []]);
    const again = await maker.post<CaseView>('/cases', { workflow: 'pay-review', record: pay.id }, key());
    expect(again.status, again.text).toBeLessThan(300);
    const asked = (await (await as('finance')).get<{ items: TaskItem[] }>('/tasks?box=todo&size=200')).body.items;
    expect(asked.map((one) => one.case)).not.toContain(again.body.id);
    expect((await (await as('auditor')).get<CaseView>(`/cases/${again.body.id}`)).body.status).toBe('running');
    expect((await decide('finance2', again.body.id)).status).toBe(200);
  });
});
