// What a step hides stays hidden to everybody whom the step can seat, wherever they look, under each release.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseView, JsonObject, TaskItem, TaskView } from '../../../engine/index.ts';
import { key } from '../../flows/transfer-bank.ts';
import { openOffice, type SmallOffice } from '../../support/small-office.ts';
import { smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const text = (title: string, more: JsonObject = {}): JsonObject => ({ type: 'text', title, maxLength: 80, ...more });

const form: JsonObject = {
  kind: 'form',
  key: 'order',
  title: 'Order',
  fields: {
    subject: text('Subject'),
    blind: text('Blind'),
    said: text('Said', { compute: { cat: ['<', { var: 'blind' }, '>'] } }),
  },
  record: { display: '{{subject}} {{said}}', search: ['subject', 'blind'] },
  access: {
    maker: { create: true, read: 'own', update: 'own' },
    finance: { read: 'all' },
    director: { read: 'all' },
    auditor: { read: 'all' },
  },
};
const step = (assign: JsonObject, on: JsonObject, more: JsonObject = {}): JsonObject => ({
  meta: {
    title: 'Step',
    step: {
      type: 'approval',
      assign: [assign],
      decide: 'any',
      decisions: ['approve', 'reject'],
      separate: ['initiator'],
      empty: 'incident',
      ...more,
    },
  },
  on: { ...on, reject: 'bad' },
});
const review = (blindStep: string): JsonObject => ({
  kind: 'workflow',
  key: 'review',
  title: 'Review',
  form: 'order',
  start: { on: 'create', roles: ['maker'] },
  summary: ['subject', 'blind'],
  chart: {
    initial: 'first',
    states: {
      first: step({ by: 'role', role: 'director' }, { approve: blindStep }),
      [blindStep]: step({ by: 'pool', role: 'finance' }, { approve: 'last' }, { fields: { blind: 'hidden' } }),
      last: step({ by: 'role', role: 'director' }, { approve: 'good' }),
      good: { type: 'final', meta: { title: 'Good', outcome: 'approved' } },
      bad: { type: 'final', meta: { title: 'Bad', outcome: 'rejected' } },
    },
  },
});

describeEachStore('a field that a step hides', (store) => {
  let office: SmallOffice;
  const as = (name: string) => office.as(name);
  beforeAll(async () => {
    const pack = smallPack();
    const roles = pack['notes/roles/notes-roles.json'] as JsonObject;
    office = await openOffice(store, {
      ...pack,
      'notes/roles/notes-roles.json': {
        ...roles,
        roles: { ...(roles.roles as JsonObject), director: { title: 'Director' } },
      },
      'notes/forms/order.json': form,
      'notes/workflows/review.json': review('check'),
    });
  });
  afterAll(() => office.stop());

  const file = async (blind: string) => {
    const reply = await office.file('maker', 'order', { subject: 's', blind });
    return { id: reply.body.record.id, case: reply.body.case };
  };
  const waiting = async (id: string) => {
    const { body } = await (await as('auditor')).get<CaseView>(`/cases/${id}`);
    return body.waitingFor[0]?.task ?? '';
  };
  const approve = async (name: string, id: string) => {
    const client = await as(name);
    const { body } = await client.get<TaskView>(`/tasks/${id}`);
    const reply = await client.post(`/tasks/${id}/decisions`, { decision: 'approve', seen: body.seen }, key());
    expect(reply.status, reply.text).toBe(200);
  };
  const filter = (value: string) => encodeURIComponent(JSON.stringify({ '==': [{ var: 'blind' }, value] }));
  /** Where a person comes upon the value: reads that show it, and questions that find the row by it. */
  const ways = async (name: string, made: { id: string; case: string }, value: string, tasks: string[] = []) => {
    const client = await as(name);
    const reads = [
      `/forms/order/records/${made.id}`,
      `/forms/order/records/${made.id}/history`,
      '/forms/order/records?size=200',
      `/cases/${made.case}`,
      `/cases/${made.case}/history`,
      '/tasks?box=todo&size=200',
      ...tasks.map((task) => `/tasks/${task}`),
    ];
    const found: string[] = [];
    for (const path of reads) if ((await client.get(path)).text.includes(value)) found.push(path);
    for (const path of [
      `/forms/order/records?filter=${filter(value)}`,
      `/forms/order/records?q=${value}`,
      `/tasks?box=todo&q=${value}`,
    ]) {
      const reply = await client.get<{ items?: unknown[] }>(path);
      if (reply.status === 200 && (reply.body.items ?? []).length > 0) found.push(path);
    }
    if ((await client.get('/forms/order/records?sort=blind')).status === 200) found.push('sort');
    return found;
  };

  it('H10: is hidden to all whom the step can seat: before it opens, once a colleague has claimed it, at tasks of others, after it', async () => {
    const made = await file('CANARYA');
    const first = await waiting(made.case);
    expect(await ways('finance', made, 'CANARYA', [first])).toEqual([]);
    await approve('director', first);
    const second = await waiting(made.case);
    expect(await ways('finance', made, 'CANARYA', [first, second])).toEqual([]);
    const claimed = await (await as('finance')).post(`/tasks/${second}/claim`, {}, key());
    expect(claimed.status, claimed.text).toBe(200);
    for (const name of ['finance', 'finance2']) expect(await ways(name, made, 'CANARYA', [first, second])).toEqual([]);
    await approve('finance', second);
    for (const name of ['finance', 'finance2']) expect(await ways(name, made, 'CANARYA', [first, second])).toEqual([]);
    // Whose steps show it, who sent it and who has no step go on seeing it.
    for (const name of ['director', 'maker', 'auditor'])
      expect((await (await as(name)).get(`/forms/order/records/${made.id}`)).text).toContain('CANARYA');
    await approve('director', await waiting(made.case));
    // The case is over: who had no part in it reads the record as their role says.
    expect((await (await as('finance2')).get(`/forms/order/records/${made.id}`)).text).toContain('CANARYA');
    expect((await (await as('finance')).get(`/forms/order/records/${made.id}`)).text).not.toContain('CANARYA');
  });

  it('H10: is found by no filter, search or order in cases under an earlier release, whose steps have other names', async () => {
    const made = await file('CANARYB');
    await office.publish(review('look'));
    expect(await ways('finance', made, 'CANARYB')).toEqual([]);
    await approve('director', await waiting(made.case));
    expect(await ways('finance', made, 'CANARYB')).toEqual([]);
    const boxes = await (await as('finance')).get<{ items: TaskItem[] }>('/tasks?box=todo&size=200');
    expect(boxes.body.items.map((one) => one.case)).toContain(made.case);
  });
});
