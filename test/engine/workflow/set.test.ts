import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../engine/core/index.ts';
import { messageOf } from '../../../engine/core/issue.ts';
import { checkWorkflow, parseWorkflow } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, definition, expectOk, guard, links, role, workflowOf } from './world.ts';

const dora = [{ by: 'person', person: 'p-dora' }];
const set = (params: JsonObject): JsonObject => ({ type: 'set', params });
const rule = (json: Json): Json => ({ rule: json });
const decided = (actions: JsonObject[], on: object = {}) =>
  chartOf({ review: approval({ assign: dora }, { approve: { target: 'next', actions } }), ...on });

describe('an action that sets fields', () => {
  const rows = [{ cost: 30 }, { cost: 12 }];

  it('B2: settles the form, so that computed fields follow', () => {
    const chart = decided([set({ rows: rows as unknown as Json })], { next: { always: 'end' } });
    const desk = new Desk(workflowOf(chart)).decides('dora', 'approve');
    expect(desk.data).toEqual({ amount: 100, rows, total: 42 });
  });

  it('B2: lets the guards after it read what follows from it', () => {
    const next = { always: [guard({ '>': [{ var: 'total' }, 40] }, 'end'), 'refused'] };
    const desk = new Desk(workflowOf(decided([set({ rows: rows as unknown as Json })], { next })));
    expect(desk.decides('dora', 'approve').state.states).toEqual(['end']);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['an amount worked out of another', { amount: rule({ '*': [{ var: 'amount' }, 10] }) }, { amount: 1000 }],
    ['a date', { closedOn: rule({ today: [] }) }, { closedOn: '2026-09-29' }],
    ['a number of more digits than money has', { amount: rule({ '/': [{ var: 'amount' }, 3] }) }, { amount: 33 }],
    ['nothing', { ticket: null }, {}],
  ])('B2: keeps %s as the field stores it', (_, params, kept) => {
    const data = { amount: 100, ticket: 'T1' };
    const desk = new Desk(workflowOf(decided([set(params)], { next: { always: 'end' } })), { data });
    desk.decides('dora', 'approve');
    expect(desk.data).toMatchObject(kept);
    if (params.ticket === null) expect(desk.data).not.toHaveProperty('ticket');
  });

  it('B2: of a value that the field does not take leaves the case where it is, with the reason', () => {
    const chart = decided([set({ category: rule({ var: 'reason' }) })], { next: { always: 'end' } });
    const desk = new Desk(workflowOf(chart), { data: { amount: 100, reason: 'neither' } });
    desk.decides('dora', 'approve');
    expect(desk.state.states).toEqual(['review']);
    expect(desk.data).toEqual({ amount: 100, reason: 'neither' });
    const [incident] = desk.effectsOf('open-incident');
    expect(incident?.issue).toMatchObject({
      code: 'workflow/action-failed',
      path: '/chart/states/review/on/approve/actions/0/params/category',
    });
    expect(incident && messageOf(incident.issue, 'en')).toContain('Not one of the options');
  });

  it('B2: is not held to faults that were there before', () => {
    const chart = decided([set({ ticket: 'T1' })], { next: { always: 'end' } });
    const desk = new Desk(workflowOf(chart), { data: { category: 'gone' } });
    desk.decides('dora', 'approve');
    expect(desk.data).toMatchObject({ category: 'gone', ticket: 'T1' });
  });

  it('B23: is seen by guards of the same run, as an assignment is in XState', () => {
    const next = { always: [guard({ '==': [{ var: 'reason' }, 'new'] }, 'end'), 'refused'] };
    const desk = new Desk(workflowOf(decided([set({ reason: 'new' })], { next })), {
      data: { amount: 100, reason: 'old' },
    });
    expect(desk.decides('dora', 'approve').state.states).toEqual(['end']);
  });

  it('B23: on entry is seen before the case first rests', () => {
    const first = {
      entry: set({ reason: 'new' }),
      always: [guard({ '==': [{ var: 'reason' }, 'new'] }, 'review'), 'refused'],
    };
    const desk = new Desk(workflowOf(chartOf({ first, review: approval({ assign: dora }) })));
    expect(desk.state.states).toEqual(['review']);
    expect(desk.effectsOf('set')).toMatchObject([{ values: { reason: 'new' } }]);
  });

  it('B23: is not seen by guards that were asked before it', () => {
    const chart = chartOf({
      review: approval(
        { assign: dora },
        {
          approve: [
            { ...guard({ '==': [{ var: 'reason' }, 'new'] }, 'end'), actions: set({ reason: 'new' }) },
            'refused',
          ],
        },
      ),
    });
    expect(new Desk(workflowOf(chart)).decides('dora', 'approve').state.states).toEqual(['refused']);
  });
});

describe('a publication is told of an action', () => {
  const found = (params: JsonObject, type = 'set') => {
    const chart = chartOf({ review: approval({ assign: role('finance') }, {}, { entry: { type, params } }) });
    return checkWorkflow(expectOk(parseWorkflow(definition(chart), links)), links)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, path }) => `${code} ${path.replace('/chart/states/review/entry/params', '')}`);
  };

  it.each<[string, JsonObject, string[]]>([
    ['a text for an amount', { amount: 'lots' }, ['field/not-an-amount /amount']],
    ['a rule of another type', { amount: rule({ var: 'reason' }) }, ['rule/result-type /amount/rule']],
    ['a choice that does not exist', { category: 'food' }, ['field/not-an-option /category']],
    ['a list for a text', { reason: ['a'] }, ['field/type /reason']],
    ['values that fit', { amount: 5, category: 'goods', closedOn: '2026-01-01', ticket: null }, []],
    ['rules that fit', { amount: rule({ '*': [{ var: 'amount' }, 2] }), reviewer: rule({ var: 'initiator' }) }, []],
  ])('B2: that sets %s', (_, params, issues) => expect(found(params)).toEqual(issues));

  it.each<[string, JsonObject, string[]]>([
    ['of a form that does not exist', { form: 'nothing', data: {} }, ['workflow/unknown-form /form']],
    [
      'with a field that does not exist',
      { form: 'request', data: { nothing: 1 } },
      ['workflow/unknown-field /data/nothing'],
    ],
    ['with a computed field', { form: 'request', data: { total: 1 } }, ['workflow/set-computed /data/total']],
    ['with a value of another type', { form: 'request', data: { amount: 'x' } }, ['field/not-an-amount /data/amount']],
    [
      'linked from a field of another kind',
      { form: 'request', data: {}, link: 'reason' },
      ['workflow/link-field /link'],
    ],
  ])('that makes a record %s', (_, params, issues) => expect(found(params, 'create-record')).toEqual(issues));
});

describe('the data that comes with a decision', () => {
  const step = {
    assign: dora,
    fields: { 'rows.cost': 'edit', ticket: 'edit' },
    decisions: ['approve', 'reject', 'return', 'transfer'],
    return: { to: ['initiator'] },
  };
  const data = { amount: 100, total: 5, rows: [{ cost: 5 }] };
  const begin = () => new Desk(workflowOf(chartOf({ review: approval(step) })), { data });

  it('B30: may change the columns that the step opens, and adds no rows', () => {
    expect(begin().decides('dora', 'approve', { data: { rows: [{ cost: 7 }] } }).data).toMatchObject({ total: 7 });
    const [refused] = begin().refuses('dora', 'approve', { data: { rows: [{ cost: 7 }, { cost: 8 }] } });
    expect(refused).toMatchObject({ code: 'form/not-writable', path: '/data/rows' });
  });

  it('B30: may not change the columns that the step leaves closed', () => {
    const closed = { ...step, fields: { ticket: 'edit' } };
    const desk = new Desk(workflowOf(chartOf({ review: approval(closed) })), { data });
    expect(desk.codes('dora', 'approve', { data: { rows: [{ cost: 9 }] } })).toEqual(['form/not-writable']);
  });

  it.each(['reject', 'return', 'transfer'])(
    'B31: is refused by name with %s, which leaves the data as it is',
    (decision) => {
      const said = { to: decision === 'transfer' ? 'p-wang' : 'initiator', data: { ticket: 'T1' } };
      const [refused] = begin().refuses('dora', decision, said);
      expect(refused).toMatchObject({ code: 'workflow/decision-writes-nothing', path: '/data' });
      expect(refused && messageOf(refused, 'zh-CN')).toBe('此操作不修改数据，但以下字段有改动：凭据');
    },
  );

  it.each(['reject', 'return'])('B31: may be sent back unchanged with %s', (decision) => {
    const desk = begin().decides('dora', decision, { to: 'initiator', data: { ...data, ticket: null } });
    expect(desk.data).toEqual(data);
    expect(desk.effectsOf('set')).toEqual([]);
  });

  it('asks for a required column in every row when the step is agreed to', () => {
    const required = { ...step, fields: { 'rows.cost': 'required' } };
    const desk = new Desk(workflowOf(chartOf({ review: approval(required) })), {
      data: { amount: 1, rows: [{}, { cost: 1 }] },
    });
    expect(desk.refuses('dora', 'approve')).toMatchObject([
      { code: 'workflow/field-required', path: '/data/rows/0/cost' },
    ]);
  });
});
