import { describe, expect, it } from 'vitest';
import { hashOf, type JsonObject, messageOf } from '../../../engine/core/index.ts';
import { amend, decide, signatureHash, stepFields, taskOptions } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, form, workflowOf } from './world.ts';

const pair = [
  { by: 'person', person: 'p-dora' },
  { by: 'person', person: 'p-wang' },
];
function begin(step: JsonObject, data: JsonObject = { amount: 100 }): Desk {
  return new Desk(workflowOf(chartOf({ review: approval({ assign: pair, decide: 'all', ...step }) })), { data });
}

describe('fields of a step', () => {
  it('are read in an approval and edited in a fill, unless it says otherwise', () => {
    const workflow = workflowOf(
      chartOf({
        review: approval({ assign: pair, fields: { ticket: 'required' } }, { approve: 'fill' }),
        fill: { meta: { step: { type: 'fill', assign: pair, fields: { amount: 'read' } } }, on: { submit: 'end' } },
      }),
    );
    expect(stepFields(workflow, 'review', form)).toMatchObject({ amount: 'read', ticket: 'required', rows: 'read' });
    expect(stepFields(workflow, 'fill', form)).toMatchObject({
      amount: 'read',
      ticket: 'edit',
      rows: 'edit',
      total: 'read',
      closedOn: 'read',
    });
  });

  it.each<[string, JsonObject, string]>([
    ['a field that is only read', { amount: 1 }, 'form/not-writable'],
    ['a read-only field of the form', { closedOn: '2026-01-01' }, 'form/not-writable'],
    ['a field that is not there', { nothing: 1 }, 'data/unknown-key'],
    ['a value of the wrong type', { ticket: 5 }, 'field/type'],
  ])('refuse %s', (_, data, code) => {
    const desk = begin({ fields: { ticket: 'edit' } });
    const found = desk.codes('dora', 'approve', { data });
    expect(found).toHaveLength(1);
    if (code !== 'field/type') expect(found).toEqual([code]);
  });

  it('take what is written, and everything computed from it', () => {
    const desk = begin({ fields: { rows: 'edit' }, decide: 'any' });
    desk.decides('dora', 'approve', { data: { rows: [{ cost: 30 }, { cost: 12 }] } });
    expect(desk.data).toMatchObject({ amount: 100, total: 42 });
    expect(desk.effectsOf('set')).toEqual([
      { values: { rows: [{ cost: 30 }, { cost: 12 }], total: 42 }, removed: [], by: 'p-dora' },
    ]);
    expect(desk.entries.at(-1)?.data.fields.sort()).toEqual(['rows', 'total']);
  });

  it('accept the whole record as sent back: what is equal is no change', () => {
    const desk = begin(
      { fields: { ticket: 'edit' }, decide: 'any' },
      { amount: 100, ticket: 'old', total: 7, rows: [{ cost: 7 }] },
    );
    desk.decides('dora', 'approve', { data: { ...desk.data, ticket: null } });
    expect(desk.effectsOf('set')).toEqual([{ values: {}, removed: ['ticket'], by: 'p-dora' }]);
  });

  it('must be filled in before a person agrees, not before they object', () => {
    const desk = begin({ fields: { ticket: 'required' } });
    expect(desk.codes('dora', 'approve')).toEqual(['workflow/field-required']);
    expect(desk.codes('dora', 'approve', { data: { ticket: '' } })).toEqual(['workflow/field-required']);
    desk.decides('dora', 'reject');
  });
});

describe('what was seen', () => {
  it('must be what there is: the refusal names what changed, who changed it and when', () => {
    const desk = begin({ fields: { ticket: 'edit', reason: 'edit' } }, { amount: 100, total: 0 });
    const seen = hashOf(desk.data);
    desk.later('2026-09-29T05:00:00.000Z').decides('wang', 'approve', { data: { ticket: 'T1', reason: 'new' } });
    const [stale] = desk.refuses('dora', 'approve', { seen });
    expect(stale).toMatchObject({
      code: 'workflow/stale',
      params: { fields: ['ticket', 'reason'], by: 'p-wang', at: '2026-09-29T05:00:00.000Z' },
    });
    expect(stale && messageOf(stale, 'en')).toBe(
      'The data has changed since you opened it: Ticket, Reason (Wang, 2026-09-29T05:00:00.000Z). Look again before you decide',
    );
    expect(stale && messageOf(stale, 'zh-CN')).toContain('凭据、事由');
  });

  it('may not be made up', () => {
    expect(begin({}).codes('dora', 'approve', { seen: 'abc' })).toEqual(['workflow/stale']);
  });

  it('is kept with every decision', () => {
    const desk = begin({ fields: { ticket: 'edit' } }).decides('dora', 'approve', { data: { ticket: 'T1' } });
    expect(desk.state.tasks['c:1']?.seen).toBe(hashOf(desk.data));
    expect(taskOptions(desk.workflow, desk.state, 'c:2', 'p-wang', desk.ctx()).seen).toBe(hashOf(desk.data));
  });

  it('an approval for other data than there is now is void: its maker is asked again', () => {
    const desk = begin({ fields: { ticket: 'edit' } })
      .decides('dora', 'approve')
      .decides('wang', 'approve', { data: { ticket: 'T1' } });
    expect(desk.state.states).toEqual(['review']);
    expect(desk.state.tasks['c:1']).toMatchObject({ decision: 'approve', void: true });
    expect(desk.waiting()).toEqual(['dora']);
    desk.decides('dora', 'approve');
    expect(desk.state.states).toEqual(['end']);
  });

  it('a record changed outside the case voids approvals of the open step, in sequence too', () => {
    const desk = begin({ order: 'sequence' }).decides('dora', 'approve');
    desk.data = { amount: 5000 };
    expect(
      desk.try((state, ctx) => amend(desk.workflow, state, { by: 'p-ann', at: desk.at, fields: ['amount'] }, ctx)),
    ).toEqual([]);
    expect(desk.waiting()).toEqual(['wang', 'dora']);
    expect(desk.state.data.changes).toMatchObject([{ fields: ['amount'], by: 'p-ann' }]);
  });

  it('a change that nobody told of is found by the next command', () => {
    const desk = begin({}).decides('dora', 'approve');
    desk.data = { amount: 5000 };
    desk.decides('wang', 'approve');
    expect(desk.waiting()).toEqual(['dora']);
    expect(desk.state.states).toEqual(['review']);
  });
});

describe('opinion and signature', () => {
  it.each<[string, string, string, boolean]>([
    ['optional', 'reject', '', false],
    ['on-reject', 'approve', '', false],
    ['on-reject', 'reject', ' \n', true],
    ['required', 'approve', '', true],
  ])('opinion %s, %s with %j', (opinion, decision, said, due) => {
    const desk = begin({ opinion });
    if (due) expect(desk.codes('dora', decision, { opinion: said })).toEqual(['workflow/opinion-due']);
    else desk.decides('dora', decision, { opinion: said });
  });

  it('has an end', () => {
    expect(begin({}).codes('dora', 'approve', { opinion: 'x'.repeat(2001) })).toEqual(['workflow/opinion-too-long']);
  });

  it('says that a signature is due, and binds it to what is decided about which data', () => {
    const desk = begin({ sign: 'password', decide: 'any' });
    expect(desk.codes('dora', 'approve')).toEqual(['workflow/signature-due']);
    expect(desk.codes('dora', 'reject')).toEqual(['workflow/signature-due']);
    desk.decides('dora', 'approve', { signed: { factor: 'password' }, opinion: 'ok' });
    const bound = { case: 'c', task: 'c:1', decision: 'approve', data: hashOf({ amount: 100 }), opinion: 'ok' };
    expect(desk.state.tasks['c:1']?.signature).toEqual({ factor: 'password', hash: signatureHash(bound) });
    for (const other of [
      { decision: 'reject' },
      { data: hashOf({ amount: 101 }) },
      { opinion: 'no' },
      { task: 'c:2' },
    ]) {
      expect(signatureHash({ ...bound, ...other })).not.toBe(signatureHash(bound));
    }
  });

  it('keeps no secret and no data in history', () => {
    const desk = begin({ sign: 'password', decide: 'any', fields: { ticket: 'edit' } });
    desk.decides('dora', 'approve', { signed: { factor: 'password' }, data: { ticket: 'SECRET-77' } });
    expect(JSON.stringify(desk.entries)).not.toContain('SECRET-77');
    expect(desk.entries.at(-1)?.command).toMatchObject({ factor: 'password', writes: true });
  });

  it('tells every fault at once', () => {
    const desk = begin({ sign: 'password', opinion: 'required', fields: { ticket: 'required' } });
    const input = { ...desk.input('dora', 'approve'), opinion: '', data: { amount: 1 } };
    expect(desk.try((state, ctx) => decide(desk.workflow, state, input, ctx))).toEqual([
      'workflow/opinion-due',
      'workflow/signature-due',
      'form/not-writable',
      'workflow/field-required',
    ]);
  });
});
