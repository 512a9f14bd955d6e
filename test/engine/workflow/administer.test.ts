import { describe, expect, it } from 'vitest';
import { cancel, claim, decide, move, reassign, resume, retry, suspend } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, role, workflowOf } from './world.ts';

const workflow = workflowOf(
  chartOf({
    finance: approval(
      { assign: role('finance'), decide: 'any', separate: ['initiator'], transfer: { within: 'u-group' } },
      { approve: 'director' },
    ),
    director: approval({ assign: role('director'), decide: 'any' }),
  }),
);
const begin = () => new Desk(workflow);
const by = { by: 'p-otto', reason: 'asked to' };

describe('administrators', () => {
  it('reassign a task: its id stays, the old holder is out', () => {
    const desk = begin();
    expect(
      desk.try((state, ctx) => reassign(workflow, state, { ...by, at: desk.at, task: 'c:1', to: 'p-dave' }, ctx)),
    ).toEqual([]);
    expect(desk.state.tasks['c:1']).toMatchObject({ person: 'p-dave', from: 'p-fay', status: 'open' });
    expect(desk.effectsOf('update-task')).toEqual([{ task: 'c:1', set: { person: 'p-dave', pool: null } }]);
    expect(desk.codes('fay', 'approve', { task: 'c:1' })).toEqual(['workflow/not-yours']);
    desk.decides('dave', 'approve');
    expect(desk.state.states).toEqual(['director']);
  });

  it.each([
    ['to a present holder', { task: 'c:1', to: 'p-fred' }, 'workflow/already-holder'],
    ['to who made the request', { task: 'c:1', to: 'p-ann' }, 'workflow/separation'],
    ['to somebody who left', { task: 'c:1', to: 'p-gone' }, 'workflow/unknown-person'],
    ['of a task that is not there', { task: 'c:9', to: 'p-dave' }, 'workflow/no-such-task'],
    ['of a step where nobody is missing', { step: 'finance', to: 'p-dave' }, 'workflow/nothing-stuck'],
  ])('may not reassign %s', (_, input, code) => {
    const desk = begin();
    expect(desk.try((state, ctx) => reassign(workflow, state, { ...by, at: desk.at, ...input }, ctx))).toEqual([code]);
  });

  it('move a case: the step it leaves closes, the other opens', () => {
    const desk = begin().decides('fay', 'approve');
    expect(desk.try((state, ctx) => move(workflow, state, { ...by, at: desk.at, to: 'finance' }, ctx))).toEqual([]);
    expect(desk.waiting()).toEqual(['fay', 'fred', 'max']);
    expect(desk.state.passed).toEqual([]);
    expect(desk.entries.at(-1)).toMatchObject({
      kind: 'move',
      by: 'p-otto',
      command: { to: 'finance', reason: 'asked to' },
      from: ['director'],
      to: ['finance'],
    });
    expect(desk.try((state, ctx) => move(workflow, state, { ...by, at: desk.at, to: 'refused' }, ctx))).toEqual([]);
    expect(desk.state).toMatchObject({ status: 'done', outcome: 'rejected' });
  });

  it.each(['end', 'nowhere', 'constructor', ''])('may not move a case to %j', (to) => {
    const desk = begin();
    expect(desk.try((state, ctx) => move(workflow, state, { ...by, at: desk.at, to }, ctx))).toEqual([
      'workflow/move-target',
    ]);
  });

  it('may neither move nor reassign what they made themselves', () => {
    const desk = begin();
    const own = { by: 'p-ann', reason: 'x', at: desk.at };
    expect(desk.try((state, ctx) => move(workflow, state, { ...own, to: 'director' }, ctx))).toEqual([
      'workflow/own-case',
    ]);
    expect(desk.try((state, ctx) => reassign(workflow, state, { ...own, task: 'c:1', to: 'p-dave' }, ctx))).toEqual([
      'workflow/own-case',
    ]);
  });

  it('suspend a case: nobody can do anything until it is resumed', () => {
    const desk = begin();
    const input = desk.input('fay', 'approve');
    expect(desk.try((state, ctx) => suspend(workflow, state, { ...by, at: desk.at }, ctx))).toEqual([]);
    expect(desk.state.status).toBe('suspended');
    expect(desk.try((state, ctx) => decide(workflow, state, input, ctx))).toEqual(['workflow/suspended']);
    expect(
      desk.try((state, ctx) => claim(workflow, state, { task: 'c:1', person: 'p-fay', at: desk.at }, ctx)),
    ).toContain('workflow/suspended');
    expect(desk.try((state, ctx) => suspend(workflow, state, { ...by, at: desk.at }, ctx))).toEqual([
      'workflow/suspended',
    ]);
    expect(desk.try((state, ctx) => resume(workflow, state, { ...by, at: desk.at }, ctx))).toEqual([]);
    expect(desk.try((state, ctx) => resume(workflow, state, { ...by, at: desk.at }, ctx))).toEqual([
      'workflow/not-suspended',
    ]);
    desk.decides('fay', 'approve');
  });

  it('cancel a case, suspended or not: everything closes', () => {
    const desk = begin();
    desk.try((state, ctx) => suspend(workflow, state, { ...by, at: desk.at }, ctx));
    expect(desk.try((state, ctx) => cancel(workflow, state, { ...by, at: desk.at }, ctx))).toEqual([]);
    expect(desk.state).toMatchObject({
      status: 'cancelled',
      outcome: 'cancelled',
      recordStatus: 'cancelled',
      endedAt: desk.at,
    });
    expect(desk.waiting()).toEqual([]);
    expect(desk.effectsOf('set-status')).toEqual([{ status: 'cancelled' }]);
    expect(desk.try((state, ctx) => cancel(workflow, state, { ...by, at: desk.at }, ctx))).toEqual([
      'workflow/not-running',
    ]);
  });

  it('give a reason, always', () => {
    const desk = begin();
    const none = { by: 'p-otto', at: desk.at, reason: '  ' };
    expect(desk.try((state, ctx) => suspend(workflow, state, none, ctx))).toEqual(['workflow/reason-due']);
    expect(desk.try((state, ctx) => retry(workflow, state, none, ctx))).toEqual([
      'workflow/reason-due',
      'workflow/nothing-stuck',
    ]);
  });
});
