import { describe, expect, it } from 'vitest';
import type { Json } from '../../../engine/core/index.ts';
import { decide } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, workflowOf } from './world.ts';

const three: Json = ['fay', 'fred', 'dora'].map((name) => ({ by: 'person', person: `p-${name}` }));

type Row = {
  when: string;
  step: { order?: string; decide?: Json; reject?: string };
  said: [who: string, decision: string][];
  then: 'end' | 'refused' | 'open';
  waiting?: string[];
};

const rows: Row[] = [
  // decide: any
  { when: 'any: the first approval decides', step: { decide: 'any' }, said: [['fred', 'approve']], then: 'end' },
  { when: 'any: the first rejection decides', step: { decide: 'any' }, said: [['fred', 'reject']], then: 'refused' },
  {
    when: 'any, reject all: one rejection leaves the others',
    step: { decide: 'any', reject: 'all' },
    said: [['fred', 'reject']],
    then: 'open',
    waiting: ['fay', 'dora'],
  },
  {
    when: 'any, reject all: an approval after a rejection decides',
    step: { decide: 'any', reject: 'all' },
    said: [
      ['fred', 'reject'],
      ['dora', 'approve'],
    ],
    then: 'end',
  },
  {
    when: 'any, reject all: all reject',
    step: { decide: 'any', reject: 'all' },
    said: [
      ['fred', 'reject'],
      ['dora', 'reject'],
      ['fay', 'reject'],
    ],
    then: 'refused',
  },
  // decide: all
  {
    when: 'all: everybody is asked at once',
    step: { decide: 'all' },
    said: [],
    then: 'open',
    waiting: ['fay', 'fred', 'dora'],
  },
  {
    when: 'all: two of three are not enough',
    step: { decide: 'all' },
    said: [
      ['fay', 'approve'],
      ['dora', 'approve'],
    ],
    then: 'open',
    waiting: ['fred'],
  },
  {
    when: 'all: everybody approves',
    step: { decide: 'all' },
    said: [
      ['fay', 'approve'],
      ['dora', 'approve'],
      ['fred', 'approve'],
    ],
    then: 'end',
  },
  {
    when: 'all: one rejection decides',
    step: { decide: 'all' },
    said: [
      ['fay', 'approve'],
      ['dora', 'reject'],
    ],
    then: 'refused',
  },
  {
    when: 'all, reject all: everybody is heard first',
    step: { decide: 'all', reject: 'all' },
    said: [
      ['fay', 'reject'],
      ['dora', 'approve'],
    ],
    then: 'open',
    waiting: ['fred'],
  },
  {
    when: 'all, reject all: one "no" is not unanimous',
    step: { decide: 'all', reject: 'all' },
    said: [
      ['fay', 'reject'],
      ['dora', 'approve'],
      ['fred', 'approve'],
    ],
    then: 'refused',
  },
  // votes
  {
    when: 'vote 0.5 of three needs two',
    step: { decide: { vote: 0.5 } },
    said: [['fay', 'approve']],
    then: 'open',
    waiting: ['fred', 'dora'],
  },
  {
    when: 'vote: decided early once it is fixed',
    step: { decide: { vote: 0.5 } },
    said: [
      ['fay', 'approve'],
      ['fred', 'approve'],
    ],
    then: 'end',
  },
  {
    when: 'vote: lost early once it cannot be won',
    step: { decide: { vote: 0.5 } },
    said: [
      ['fay', 'reject'],
      ['fred', 'reject'],
    ],
    then: 'refused',
  },
  {
    when: 'vote: one rejection does not stop it',
    step: { decide: { vote: 0.5 } },
    said: [
      ['fay', 'reject'],
      ['fred', 'approve'],
      ['dora', 'approve'],
    ],
    then: 'end',
  },
  {
    when: 'vote 2/3 of three needs two, not three',
    step: { decide: { vote: 2 / 3 } },
    said: [
      ['fay', 'approve'],
      ['fred', 'approve'],
    ],
    then: 'end',
  },
  {
    when: 'vote, waiting for all: fixed but not closed',
    step: { decide: { vote: 0.5, waitForAll: true } },
    said: [
      ['fay', 'approve'],
      ['fred', 'approve'],
    ],
    then: 'open',
    waiting: ['dora'],
  },
  {
    when: 'vote, waiting for all: closed by the last',
    step: { decide: { vote: 0.5, waitForAll: true } },
    said: [
      ['fay', 'approve'],
      ['fred', 'approve'],
      ['dora', 'reject'],
    ],
    then: 'end',
  },
  {
    when: 'vote with veto: one rejection decides',
    step: { decide: { vote: 0.5 }, reject: 'first' },
    said: [
      ['fay', 'approve'],
      ['fred', 'reject'],
    ],
    then: 'refused',
  },
  // in sequence
  {
    when: 'sequence, all: one after the other',
    step: { order: 'sequence', decide: 'all' },
    said: [['fay', 'approve']],
    then: 'open',
    waiting: ['fred'],
  },
  {
    when: 'sequence, all: to the last',
    step: { order: 'sequence', decide: 'all' },
    said: [
      ['fay', 'approve'],
      ['fred', 'approve'],
      ['dora', 'approve'],
    ],
    then: 'end',
  },
  {
    when: 'sequence: a rejection stops it',
    step: { order: 'sequence', decide: 'all' },
    said: [
      ['fay', 'approve'],
      ['fred', 'reject'],
    ],
    then: 'refused',
  },
  {
    when: 'sequence, any: the first approval is enough',
    step: { order: 'sequence', decide: 'any' },
    said: [['fay', 'approve']],
    then: 'end',
  },
  {
    when: 'sequence, any, reject all: the next is asked',
    step: { order: 'sequence', decide: 'any', reject: 'all' },
    said: [['fay', 'reject']],
    then: 'open',
    waiting: ['fred'],
  },
  {
    when: 'sequence, vote: stops once it is fixed',
    step: { order: 'sequence', decide: { vote: 0.5 } },
    said: [
      ['fay', 'approve'],
      ['fred', 'approve'],
    ],
    then: 'end',
  },
];

describe('deciding together', () => {
  it.each(rows)('$when', ({ step, said, then, waiting }) => {
    const desk = new Desk(workflowOf(chartOf({ review: approval({ assign: three, ...step }) })));
    for (const [who, decision] of said) desk.decides(who, decision);
    expect(desk.state.states).toEqual([then === 'open' ? 'review' : then]);
    expect(desk.waiting()).toEqual(then === 'open' ? waiting : []);
    expect(desk.state.status).toBe(then === 'open' ? 'running' : 'done');
    expect(desk.state.recordStatus).toBe(then === 'open' ? 'review' : then);
  });

  it('keeps every opinion and tells closed siblings who decided', () => {
    const desk = new Desk(workflowOf(chartOf({ review: approval({ assign: three, decide: 'any' }) })));
    desk.decides('fred', 'approve', { opinion: 'fine' });
    const [fay, fred] = Object.values(desk.state.tasks);
    expect(fred).toMatchObject({ status: 'done', decision: 'approve', opinion: 'fine' });
    expect(fay).toMatchObject({ status: 'cancelled', closed: { by: 'p-fred', at: desk.at, decision: 'approve' } });
    expect(desk.effectsOf('close-task').map(({ task, status }) => `${task} ${status}`)).toEqual([
      'c:2 done',
      'c:1 cancelled',
      'c:3 cancelled',
    ]);
  });

  it('lets one of two approvers win and tells the other who and when', () => {
    const desk = new Desk(workflowOf(chartOf({ review: approval({ assign: three, decide: 'any' }) })));
    const late = desk.input('fay', 'approve');
    desk.later('2026-09-29T03:00:00.000Z').decides('fred', 'reject');
    const result = decide(desk.workflow, desk.state, late, desk.ctx());
    expect(result.ok ? [] : result.issues).toMatchObject([
      { code: 'workflow/task-closed', params: { by: 'p-fred', at: '2026-09-29T03:00:00.000Z', decision: 'reject' } },
    ]);
  });

  it('takes a decision once: the same one again is refused', () => {
    const desk = new Desk(workflowOf(chartOf({ review: approval({ assign: three, decide: 'all' }) })));
    const input = desk.input('fay', 'approve');
    desk.decides('fay', 'approve');
    expect(desk.try((state, ctx) => decide(desk.workflow, state, input, ctx))).toEqual(['workflow/task-closed']);
  });

  it('numbers tasks by case, and a number is never used again', () => {
    const desk = new Desk(
      workflowOf(
        chartOf({
          one: approval({ assign: three, decide: 'any' }, { approve: 'two' }),
          two: approval({ assign: three }),
        }),
      ),
    );
    desk.decides('fay', 'approve');
    expect(Object.keys(desk.state.tasks)).toEqual(['c:1', 'c:2', 'c:3', 'c:4', 'c:5', 'c:6']);
  });
});

describe('who may decide', () => {
  const step = { assign: [{ by: 'role', role: 'finance' }], decide: 'any' };
  const begin = () => new Desk(workflowOf(chartOf({ review: approval(step) })));

  it.each([
    ['another person', { person: 'p-dora' }, 'workflow/not-yours'],
    ['somebody who left', { person: 'p-gone' }, 'workflow/unknown-person'],
    ['nobody known', { person: 'p-nobody' }, 'workflow/unknown-person'],
    ['a task that does not exist', { task: 'c:99' }, 'workflow/no-such-task'],
    ['a task called like a prototype member', { task: 'constructor' }, 'workflow/no-such-task'],
    ['a decision the step does not offer', { decision: 'transfer' }, 'workflow/decision-not-allowed'],
    ['an internal event as a decision', { decision: 'xstate.done.state.review' }, 'workflow/decision-not-allowed'],
  ])('refuses %s', (_, wrong, code) => {
    const desk = begin();
    expect(
      desk.try((state, ctx) => decide(desk.workflow, state, { ...desk.input('fay', 'approve'), ...wrong }, ctx)),
    ).toEqual([code]);
  });

  it('asks for the role again when it is used', () => {
    const desk = begin();
    const organisation = { ...desk.ctx().organisation };
    const person = organisation.person;
    organisation.person = (id) => (id === 'p-fay' ? ({ ...person(id), roles: [] } as never) : person(id));
    expect(
      desk.try((state, ctx) => decide(desk.workflow, state, desk.input('fay', 'approve'), { ...ctx, organisation })),
    ).toEqual(['workflow/not-entitled']);
  });

  it('refuses decisions after the end', () => {
    const desk = begin();
    const late = desk.input('fred', 'approve');
    desk.decides('fay', 'approve');
    expect(desk.try((state, ctx) => decide(desk.workflow, state, late, ctx))).toEqual(['workflow/task-closed']);
  });
});
