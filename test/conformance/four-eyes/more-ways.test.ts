import { describe, expect, it } from 'vitest';
import { organisationOf } from '../../../engine/access/index.ts';
import type { Json, JsonObject } from '../../../engine/core/index.ts';
import { amend, attend, claim, reassign } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, organisation, people, workflowOf } from '../../engine/workflow/world.ts';

// The ways on which nobody decides at once: claiming, signing in turn, deciding by itself, and leaving. Max may begin cases and is in
// finance, beside Fay and Fred; Dora and Wang are directors, Dave is the deputy.

const decisions = ['approve', 'reject', 'return', 'transfer', 'add-signer'];
const pool = (role: string): Json => ({ by: 'pool', role });
const one = (person: string): Json => ({ by: 'person', person: `p-${person}` });
const step = (assign: Json[], more: JsonObject = {}, initiator = 'p-max') =>
  new Desk(workflowOf(chartOf({ review: approval({ assign, decisions, ...more }) })), { initiator });

describe('claiming', () => {
  it.each<[string, string, string[]]>([
    ['by another of the pool', 'fred', []],
    ['never by who made the request', 'max', ['workflow/separation']],
    ['never by who has decided another seat of the step', 'fay', ['workflow/counts-twice']],
    ['never by a person out of the pool', 'dora', ['workflow/not-entitled']],
    ['never by a person who has left', 'gone', ['workflow/unknown-person']],
  ])('%s', (_, who, codes) => {
    const desk = step([pool('finance'), { by: 'pool', role: 'finance', within: 'u-group' }]);
    desk.decides('fay', 'approve', { task: 'c:1' });
    const input = { task: 'c:2', person: `p-${who}`, at: desk.at };
    expect(desk.try((state, ctx) => claim(desk.workflow, state, input, ctx))).toEqual(codes);
    expect(desk.state.states).toEqual(['review']);
  });
});

describe('in a sequence', () => {
  const row = (assign: Json[], more: JsonObject = {}) => step(assign, { order: 'sequence', ...more }, 'p-ann');
  it.each<[string, Json[], string[], boolean]>([
    [
      'each person is asked once, however often they are named',
      [one('dora'), one('wang'), one('dora')],
      ['dora'],
      true,
    ],
    ['each in turn', [one('dora'), one('wang')], ['dora', 'wang'], false],
    ['the initiator in no turn, and nobody goes past it', [one('ann'), one('wang')], [], true],
  ])('%s', (_, assign, turns, vacant) => {
    const desk = row(assign);
    for (const who of turns) {
      expect(desk.waiting()).toEqual([who]);
      desk.decides(who, 'approve');
    }
    expect(desk.state.states).toEqual([vacant ? 'review' : 'end']);
  });

  it.each<[string, string, string]>([
    ['to who has signed before', 'p-dora', 'workflow/already-holder'],
    ['to who signs later', 'p-dave', 'workflow/already-holder'],
    ['to who made the request', 'p-ann', 'workflow/separation'],
  ])('a turn is neither handed nor added %s', (_, to, code) => {
    const everyone = { transfer: { within: 'u-group' }, addSigner: { within: 'u-group' } };
    const desk = row([one('dora'), one('wang'), one('dave')], everyone).decides('dora', 'approve');
    expect(desk.codes('wang', 'transfer', { to })).toEqual([code]);
    expect(desk.codes('wang', 'add-signer', { to, where: 'after' })).toEqual([code]);
  });
});

describe('an added signer', () => {
  it.each<['before' | 'after' | 'alongside', string[]]>([
    ['before', ['wang', 'dora']],
    ['after', ['dora', 'wang']],
    ['alongside', ['dora', 'wang']],
  ])('%s signs beside the one who asked, not instead', (where, turns) => {
    const desk = step([one('dora')], { addSigner: { role: 'director' } }, 'p-ann');
    desk.decides('dora', 'add-signer', { to: 'p-wang', where });
    const [first = '', last = ''] = turns;
    desk.decides(first, 'approve');
    expect(desk.state.states).toEqual(['review']);
    desk.decides(last, 'approve');
    expect(desk.state.states).toEqual(['end']);
  });
});

describe('deciding by itself', () => {
  const two = (last: JsonObject) =>
    new Desk(
      workflowOf(
        chartOf({
          first: approval({ assign: [one('dora')] }, { approve: 'last' }),
          last: approval({ assign: [one('dora')], ...last }),
        }),
        { auto: { earlier: true, adjacent: true } },
      ),
    );
  it.each<[string, JsonObject, string[], string]>([
    ['a person who approved the same before need not be asked again', {}, [], 'end'],
    ['… and is one person of those who are asked', { assign: [one('dora'), one('wang')] }, ['wang'], 'last'],
    ['… but never where the steps must have other people', { separate: ['first'] }, [], 'last'],
  ])('%s', (_, last, waiting, state) => {
    const desk = two(last).decides('dora', 'approve');
    expect([desk.waiting(), desk.state.states]).toEqual([waiting, [state]]);
  });

  it('nobody whose change of the request came after', () => {
    const desk = new Desk(
      workflowOf(
        chartOf({
          first: approval({ assign: [one('dora')] }, { approve: 'middle' }),
          middle: approval({ assign: [one('dave')] }, { approve: 'last' }),
          last: approval({ assign: [one('dora')] }),
        }),
        { auto: { earlier: true } },
      ),
    ).decides('dora', 'approve');
    desk.data = { ...desk.data, amount: 7 };
    const input = { by: 'p-dora', at: desk.at, fields: ['amount'] };
    desk.try((state, ctx) => amend(desk.workflow, state, input, ctx));
    desk.decides('dave', 'approve');
    // The first step is asked again, and its only person has made the request since.
    expect([desk.state.status, desk.state.states, desk.waiting()]).toEqual(['running', ['first'], []]);
    expect(desk.state.stuck).toHaveLength(1);
  });
});

describe('leaving', () => {
  const without = (who: string) =>
    organisationOf({
      people: people.map((person) => (person.id === `p-${who}` ? { ...person, active: false } : person)),
      units: [...organisation.units()],
    });
  const leaves = (desk: Desk, who: string) => {
    desk.company = without(who);
    const noted = attend(desk.workflow, desk.state, { at: desk.at }, desk.ctx());
    if (noted) desk.take(noted);
    return desk;
  };

  it.each<[string, Json[], string, number]>([
    ['the only one who is asked: an incident', [one('dora')], 'dora', 1],
    ['one of two who must both agree: an incident for theirs', [one('dora'), one('wang')], 'wang', 1],
    ['one of a pool: the others go on', [pool('finance')], 'fay', 0],
    ['the last of a pool: an incident', [pool('deputy')], 'dave', 1],
  ])('%s', (_, assign, who, incidents) => {
    const desk = leaves(step(assign, {}, 'p-ann'), who);
    expect(desk.state.stuck).toHaveLength(incidents);
    expect([desk.state.status, desk.state.states]).toEqual(['running', ['review']]);
  });

  it('their seat stays: the others do not approve past it, and who takes it counts once', () => {
    const desk = leaves(step([one('dora'), one('wang')], {}, 'p-ann'), 'wang');
    desk.decides('dora', 'approve');
    expect(desk.state.states).toEqual(['review']);
    const give = (to: string) =>
      desk.try((state, ctx) => {
        const input = { by: 'p-otto', at: desk.at, reason: 'left', task: desk.task('wang').id, to };
        return reassign(desk.workflow, state, input, ctx);
      });
    expect(give('p-dora')).toEqual(['workflow/already-holder']);
    expect(give('p-ann')).toEqual(['workflow/separation']);
    expect(give('p-dave')).toEqual(['workflow/second-administrator']);
  });
});
