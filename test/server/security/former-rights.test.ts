// What a release, a mask or an earlier case closed stays closed, and whoever wrote a request does not approve it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseView, JsonObject, Page, RecordView, TaskItem, TaskView } from '../../../engine/index.ts';
import { key } from '../../flows/transfer-bank.ts';
import { problemIn, type Reply } from '../../support/server.ts';
import { openOffice, type SmallOffice } from '../../support/small-office.ts';
import { smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const text = (title: string): JsonObject => ({ type: 'text', title, maxLength: 80 });

const note: JsonObject = {
  kind: 'form',
  key: 'note',
  title: 'Note',
  fields: {
    subject: text('Subject'),
    salary: text('Salary'),
    wage: text('Wage'),
    paid: text('Paid'),
    lines: { type: 'line-items', title: 'Lines', fields: { what: text('What'), cost: text('Cost') } },
  },
  record: { display: '{{subject}}' },
  access: {
    maker: { create: true, read: 'own', update: 'own' },
    finance: { read: 'all', update: 'all', fields: { salary: 'hidden', wage: 'masked', 'lines.cost': 'hidden' } },
    auditor: { read: 'all' },
  },
};

const review: JsonObject = {
  kind: 'workflow',
  key: 'review',
  title: 'Review',
  form: 'note',
  start: { on: 'create', roles: ['maker'] },
  withdraw: 'untouched',
  chart: {
    initial: 'check',
    states: {
      check: {
        meta: {
          title: 'Check',
          step: {
            type: 'approval',
            assign: [{ by: 'role', role: 'finance' }],
            decide: 'any',
            decisions: ['approve', 'reject'],
            separate: ['initiator'],
            empty: 'incident',
          },
        },
        on: { approve: 'good', reject: 'bad' },
      },
      good: { type: 'final', meta: { title: 'Good', outcome: 'approved' } },
      bad: { type: 'final', meta: { title: 'Bad', outcome: 'rejected' } },
    },
  },
};

describeEachStore('closed values and earlier writers', (store) => {
  let office: SmallOffice;
  const as = (name: string) => office.as(name);
  beforeAll(async () => {
    office = await openOffice(store, {
      ...smallPack(),
      'notes/forms/note.json': note,
      'notes/workflows/review.json': review,
    });
  });
  afterAll(() => office.stop());

  const file = async (data: JsonObject) => {
    const reply = await office.file('maker', 'note', data);
    return { id: reply.body.record.id, case: reply.body.case };
  };
  const withdraw = async (id: string) => {
    expect((await (await as('maker')).post(`/cases/${id}/withdraw`, {}, key())).status).toBe(200);
  };
  const read = async (name: string, id: string) =>
    (await (await as(name)).get<RecordView>(`/forms/note/records/${id}`)).body;
  const change = async (name: string, id: string, data: JsonObject) => {
    const { revision } = await read(name, id);
    return (await as(name)).patch<RecordView>(`/forms/note/records/${id}`, { data }, { 'If-Match': String(revision) });
  };
  const codesIn = (reply: Reply) => problemIn(reply).issues.map(({ code, path }) => `${code} ${path}`);
  const taskOf = async (name: string, id: string) => {
    const { items } = (await (await as(name)).get<Page<TaskItem>>('/tasks?box=todo&size=200')).body;
    return items.find((one) => one.case === id);
  };

  it('H2: a guess at a value that one does not see is refused whether it is right or not', async () => {
    const made = await file({ subject: 's', salary: 'S-991', wage: 'W-4711', lines: [{ what: 'a', cost: 'C-1' }] });
    await withdraw(made.case);
    for (const salary of ['S-991', 'S-992', null])
      expect(codesIn(await change('finance', made.id, { salary }))).toEqual(['form/not-writable /salary']);
    for (const wage of ['W-4711', 'W-4712', null])
      expect(codesIn(await change('finance', made.id, { wage }))).toEqual(['form/not-writable /wage']);
    for (const cost of ['C-1', 'C-2'])
      expect(codesIn(await change('finance', made.id, { lines: [{ what: 'a', cost }] }))).toEqual([
        'form/not-writable /lines/0/cost',
      ]);
    const { wage } = (await read('finance', made.id)).data;
    expect((await change('finance', made.id, { wage: wage ?? null })).status).toBe(200);
    expect((await read('maker', made.id)).data).toMatchObject({
      salary: 'S-991',
      wage: 'W-4711',
      lines: [{ what: 'a', cost: 'C-1' }],
    });
  });

  it('H2: a guess with a decision is refused whether it is right or not', async () => {
    const made = await file({ subject: 's', salary: 'S-991' });
    const task = await taskOf('finance', made.case);
    const finance = await as('finance');
    const { seen } = (await finance.get<TaskView>(`/tasks/${task?.id}`)).body;
    const refusals = [];
    for (const salary of ['S-991', 'S-992'])
      for (const decision of ['approve', 'reject']) {
        const reply = await finance.post(`/tasks/${task?.id}/decisions`, { decision, seen, data: { salary } }, key());
        expect(reply.status).toBe(422);
        refusals.push(`${decision} ${codesIn(reply).join(', ')}`);
      }
    expect(refusals.slice(0, 2)).toEqual(refusals.slice(2));
  });

  it('H1: a person who changed a record before its case began does not approve it', async () => {
    const made = await file({ subject: 's', paid: '100' });
    await withdraw(made.case);
    expect((await change('finance', made.id, { paid: '999,999' })).status).toBe(200);
    const again = await (await as('maker')).post<CaseView>('/cases', { workflow: 'review', record: made.id }, key());
    expect(again.status, again.text).toBe(201);
    expect(await taskOf('finance', again.body.id)).toBeUndefined();
    expect(await taskOf('finance2', again.body.id)).toBeDefined();
  });

  it('H8: a field that a release takes out keeps the rights that it had last', async () => {
    const made = await file({
      subject: 's',
      salary: 'S-991',
      wage: 'W-4711',
      paid: 'P-1',
      lines: [{ what: 'a', cost: 'C-1' }],
    });
    await withdraw(made.case);
    // The second release narrows one field more; the third has none of them.
    const access = note.access as JsonObject;
    const finance = access.finance as JsonObject;
    const narrowed = { ...(finance.fields as JsonObject), paid: 'hidden' };
    await office.publish({ ...note, access: { ...access, finance: { ...finance, fields: narrowed } } });
    await office.publish({
      ...note,
      fields: { subject: text('Subject'), more: text('More') },
      access: { ...access, finance: { read: 'all', update: 'all' } },
    });
    const closed = /S-991|W-4711|P-1|C-1/;
    const everything = async () => {
      const client = await as('finance');
      const paths = [`/forms/note/records/${made.id}`, `/forms/note/records/${made.id}/history`, '/forms/note/records'];
      return (await Promise.all(paths.map(async (path) => (await client.get(path)).text))).join('\n');
    };
    expect(await everything()).not.toMatch(closed);
    const before = await read('finance', made.id);
    expect(before.data).toMatchObject({ subject: 's', lines: [{ what: 'a' }] });
    expect((await change('finance', made.id, { more: 'x' })).status).toBe(200);
    expect(await everything()).not.toMatch(closed);
    // The maker, who always saw them, still does.
    expect(JSON.stringify(await read('maker', made.id))).toMatch(/S-991/);
  });
});
