import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../engine/core/index.ts';
import { amend, candidates, confirm, move, propose, reassign, taskOptions } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, workflowOf } from '../../engine/workflow/world.ts';

// The law of four eyes, one table for each way to a decision. Max may begin cases and is in finance, beside Fay and Fred;
// Dora and Wang are directors, Dave is the deputy. Gone has left, and nobody else is an archivist.

const decisions = ['approve', 'reject', 'return', 'transfer', 'add-signer'];
const finance: Json = { by: 'role', role: 'finance' };
const archivist: Json = { by: 'role', role: 'archivist' };
const dora: Json = { by: 'person', person: 'p-dora' };
const dave: Json = { by: 'role', role: 'deputy' };
const pool = (role: string): Json => ({ by: 'pool', role });
const step = (assign: Json[], more: JsonObject = {}, initiator = 'p-ann') =>
  new Desk(workflowOf(chartOf({ review: approval({ assign, decisions, ...more }) })), { initiator });

describe('assignment: who sits', () => {
  it.each<[string, Json[], JsonObject, string[], boolean]>([
    ['the initiator never, without being told', [finance], {}, ['fay', 'fred'], false],
    ['the initiator never, even by name', [{ by: 'initiator' }], { decide: 'any' }, [], true],
    ['one who is found twice, once', [finance, { by: 'person', person: 'p-fay' }], {}, ['fred', 'fay'], false],
    ['bugs 4: of two roles that must sign, one without people is vacant', [dave, archivist], {}, ['dave'], true],
    ['… and where one is enough it is not missed', [dave, archivist], { decide: 'any' }, ['dave'], false],
    [
      '… its stand-in takes its seat',
      [dave, archivist],
      { empty: { role: 'president' } },
      ['dave', 'pool president'],
      false,
    ],
    ['… and may be skipped where the step says so', [dave, archivist], { empty: 'skip' }, ['dave'], false],
    ['one person is not two voices', [dora, { by: 'person', person: 'p-dora' }], {}, ['dora'], true],
    ['B9: two pools need two people', [pool('deputy'), pool('deputy')], {}, ['pool deputy'], true],
    ['B10: a vote asks each of a pool', [pool('finance')], { decide: { vote: 0.67 } }, ['fay', 'fred'], false],
  ])('%s', (_, assign, more, sits, incident) => {
    const desk = step(assign, more, 'p-max');
    expect(desk.waiting()).toEqual(sits);
    expect(desk.state.stuck.length > 0).toBe(incident);
  });

  it('a vacant seat is never approved past', () => {
    const desk = step([dave, archivist]).decides('dave', 'approve');
    expect(desk.state).toMatchObject({ states: ['review'], status: 'running' });
  });
});

describe('pools: who decides', () => {
  it('B9: nobody takes the seats of two pools', () => {
    const desk = step([pool('finance'), { by: 'pool', role: 'finance', within: 'u-group' }]);
    desk.decides('fay', 'approve', { task: 'c:1' });
    expect(desk.codes('fay', 'approve', { task: 'c:2' })).toEqual(['workflow/counts-twice']);
    desk.decides('fred', 'approve', { task: 'c:2' });
    expect(desk.state.states).toEqual(['end']);
  });
});

describe('transfer and added signers: when', () => {
  const offered = (desk: Desk, who: string) => {
    const { id } = Object.values(desk.state.tasks).find(({ status }) => status === 'open') ?? desk.task(who);
    const { decisions: can } = taskOptions(desk.workflow, desk.state, id, `p-${who}`, desk.ctx());
    return {
      can,
      people: candidates(desk.workflow, desk.state, id, `p-${who}`, 'transfer', desk.ctx()).map(({ name }) => name),
    };
  };
  it.each<[string, Json[], JsonObject, string, string[]]>([
    ['where another could have been assigned', [finance], { decide: 'any', transfer: { role: 'finance' } }, 'fay', []],
    ['a person by name alone has no one to hand it to', [dora], {}, 'dora', []],
    ['unless the step declares a scope', [dora], { transfer: { role: 'director' } }, 'dora', ['wang']],
    ['a deputy who is the only one', [dave], {}, 'dave', []],
    ['another of the pool', [pool('finance')], {}, 'fay', ['fred', 'max']],
  ])('%s', (_, assign, more, who, people) => {
    const desk = step(assign, more);
    const { can, people: named } = offered(desk, who);
    expect(named).toEqual(people);
    expect(can.includes('transfer')).toBe(people.length > 0);
  });
});

describe('transfer and added signers: to whom', () => {
  it.each<[string, Json[], JsonObject, string, string, string | undefined]>([
    ['B8: not to oneself from a pool', [pool('finance')], {}, 'fay', 'p-fay', 'workflow/to-oneself'],
    ['to another of the pool', [pool('finance')], {}, 'fay', 'p-fred', undefined],
    ['bugs 6: not out of the role', [pool('finance')], {}, 'fay', 'p-otto', 'workflow/out-of-scope'],
    ['not to who made the request', [pool('finance')], {}, 'fay', 'p-max', 'workflow/separation'],
    [
      'into a scope that the step declares',
      [pool('finance')],
      { transfer: { role: 'deputy' } },
      'fay',
      'p-dave',
      undefined,
    ],
  ])('%s', (_, assign, more, who, to, code) => {
    const desk = step(assign, { ...more, addSigner: (more.transfer ?? {}) as JsonObject }, 'p-max');
    const said = { task: 'c:1', to };
    if (code === undefined) desk.decides(who, 'transfer', said);
    else {
      expect(desk.codes(who, 'transfer', said)).toEqual([code]);
      expect(desk.codes(who, 'add-signer', { ...said, where: 'alongside' })).toEqual([code]);
    }
  });

  it('where each entry is heard, its seat passes only to people of the same entry', () => {
    const desk = step([{ by: 'role', role: 'director', within: 'u-east' }, dave]);
    expect(desk.codes('dora', 'transfer', { to: 'p-wang' })).toEqual(['workflow/out-of-scope']);
  });
});

describe('administrators', () => {
  const away = (desk: Desk, by: string) => ({ by, at: desk.at, reason: 'away' });
  const gives = (desk: Desk, by: string, to: string) =>
    desk.try((state, ctx) => reassign(desk.workflow, state, { ...away(desk, by), task: 'c:1', to }, ctx));

  it.each([
    ['H1: never to themselves', 'p-otto', 'p-otto', ['workflow/administers-oneself']],
    ['never a case of their own', 'p-max', 'p-fred', ['workflow/own-case']],
    ['never to its maker', 'p-otto', 'p-max', ['workflow/separation']],
    ['to another of the pool', 'p-otto', 'p-fred', []],
    ['not to anybody else alone', 'p-otto', 'p-dora', ['workflow/second-administrator']],
  ])('reassign %s', (_, by, to, codes) => {
    expect(gives(step([pool('finance')], {}, 'p-max'), by, to)).toEqual(codes);
  });

  it.each([
    ['by who proposed it', 'p-otto', ['workflow/same-administrator']],
    ['by who gets the task', 'p-dora', ['workflow/administers-oneself']],
    ['by a maker of the request', 'p-max', ['workflow/own-case']],
    ['by another', 'p-president', []],
  ])('an exception is confirmed %s', (_, by, codes) => {
    const desk = step([pool('finance')], {}, 'p-max');
    const wanted = { verb: 'reassign' as const, task: 'c:1', to: 'p-dora' };
    expect(
      desk.try((state, ctx) => propose(desk.workflow, state, { ...away(desk, 'p-otto'), ...wanted }, ctx)),
    ).toEqual([]);
    expect(
      desk.try((state, ctx) => confirm(desk.workflow, state, { ...away(desk, by), proposal: 'c:p1' }, ctx)),
    ).toEqual(codes);
    expect(desk.state.tasks['c:1']?.exception).toEqual(
      codes.length === 0 ? { by: 'p-otto', confirmed: by } : undefined,
    );
  });

  it('do not move a case past an approval alone', () => {
    const desk = new Desk(
      workflowOf(
        chartOf({ first: approval({ assign: [dora] }, { approve: 'second' }), second: approval({ assign: [dave] }) }),
      ),
    );
    const to = (state: string) =>
      desk.try((now, ctx) => move(desk.workflow, now, { ...away(desk, 'p-otto'), to: state }, ctx));
    expect(to('second')).toEqual(['workflow/second-administrator']);
    desk.decides('dora', 'approve');
    expect(to('first')).toEqual([]);
    expect(desk.waiting()).toEqual(['dora']);
  });
});

describe('nobody', () => {
  it.each<[string, JsonObject]>([
    ['B11: by skipping', approval({ assign: [archivist], empty: 'skip' })],
    ['by an initiator who is approver', approval({ assign: [{ by: 'initiator' }] })],
  ])('approves no case: %s', (_, review) => {
    const desk = new Desk(workflowOf(chartOf({ review }), { auto: { initiator: true } }));
    expect(desk.state).toMatchObject({ status: 'running', states: ['review'] });
    expect(desk.state.stuck).toHaveLength(1);
  });
});

describe('an approval holds only while what was approved does', () => {
  const writes = { fields: { amount: 'edit', ticket: 'edit' } };
  const two: Json[] = [dora, { by: 'person', person: 'p-wang' }];
  const change = { data: { amount: 999_999 } };

  it.each([
    ['B13: in a sequence', { order: 'sequence' }, ['dora']],
    ['in parallel', { order: 'parallel' }, ['dora']],
    ['not where the step ignores the field', { order: 'sequence', ignore: ['amount', 'total'] }, []],
  ])('%s', (_, more, asked) => {
    const desk = step(two, { ...writes, ...more })
      .decides('dora', 'approve')
      .decides('wang', 'approve', change);
    expect(desk.waiting()).toEqual(asked);
    expect(desk.state.states).toEqual(asked.length > 0 ? ['review'] : ['end']);
  });

  const row = (second: JsonObject, first: JsonObject = {}) =>
    new Desk(
      workflowOf(
        chartOf({
          first: approval({ assign: [dora], ...first }, { approve: 'second' }),
          second: approval({ assign: [dave], decisions, ...second }),
        }),
      ),
    ).decides('dora', 'approve');

  it.each([
    ['a later step', {}, 'first'],
    [
      'a later step, of a field that the first one does not see',
      { fields: { amount: 'hidden', total: 'hidden' } },
      'end',
    ],
  ])('%s', (_, first, state) => {
    expect(row(writes, first).decides('dave', 'approve', change).state.states).toEqual([state]);
  });

  it('bugs 5: after a return with direct', () => {
    const back = { return: { to: ['initiator'], resume: 'direct' } };
    const changed = row(back).decides('dave', 'return').decides('ann', 'submit', change);
    expect(changed.state.states).toEqual(['first']);
    const same = row(back).decides('dave', 'return').decides('ann', 'submit');
    expect(same.state.states).toEqual(['second']);
  });

  it('after a change outside the case', () => {
    const desk = row({});
    desk.data = { ...desk.data, amount: 5 };
    desk.try((state, ctx) => amend(desk.workflow, state, { by: 'p-ann', at: desk.at, fields: ['amount'] }, ctx));
    desk.decides('dave', 'approve');
    expect(desk.state.states).toEqual(['first']);
  });
});
