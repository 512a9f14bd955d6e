import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/core/index.ts';
import { amend, fire, resume, suspend } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, guard, role, workflowOf } from './world.ts';

const remind = { actions: { type: 'notify', params: { template: 'late' } } };

/** A step with timers; the case begins on Tuesday 2026-09-29, 10:00 in Shanghai. */
function begin(after: JsonObject, data: JsonObject = { amount: 100 }, at?: string): Desk {
  return new Desk(
    workflowOf(
      chartOf({ review: approval({ assign: role('director'), fields: { deadline: 'edit' } }, {}, { after }) }),
    ),
    { data, ...(at ? { at } : {}) },
  );
}
const fireAts = (desk: Desk) => Object.values(desk.state.timers).map(({ fireAt }) => fireAt);
const ring = (desk: Desk, timer: string, at: string) =>
  desk.try((state, ctx) => fire(desk.workflow, state, { timer, at }, ctx));

describe('a timer', () => {
  it.each([
    ['PT8H', '2026-09-29T10:00:00.000Z'],
    ['P1D', '2026-09-30T02:00:00.000Z'],
    ['P1M', '2026-10-29T02:00:00.000Z'],
    ['P400D', '2027-11-03T02:00:00.000Z'],
    // The first two days of October are holidays; Saturday the third is free, too.
    ['P2D/work', '2026-10-05T02:00:00.000Z'],
    ['PT10H/work', '2026-09-30T03:00:00.000Z'],
  ])('%s after entering fires at %s', (delay, at) => {
    const desk = begin({ [delay]: remind });
    expect(fireAts(desk)).toEqual([at]);
    expect(desk.effectsOf('set-timer')).toMatchObject([{ timer: 'c:t1', state: 'review', step: 'review', fireAt: at }]);
    expect(desk.effectsOf('open-task').map(({ task }) => task.dueAt)).toEqual([at, at]);
  });

  it.each([
    // A day is over when the next begins: midnight in Shanghai is 16:00 UTC the day before.
    ['field:deadline', '2026-10-20T16:00:00.000Z'],
    ['field:deadline+PT2H', '2026-10-20T18:00:00.000Z'],
    ['field:deadline-P3D', '2026-10-17T16:00:00.000Z'],
    ['field:deadline-P1D/work', '2026-10-19T10:00:00.000Z'],
  ])('%s counts from the field', (delay, at) => {
    expect(fireAts(begin({ [delay]: remind }, { amount: 1, deadline: '2026-10-20' }))).toEqual([at]);
  });

  it('is not set while its field is empty, and is when it gets a value', () => {
    const desk = begin({ 'field:deadline': remind });
    expect(fireAts(desk)).toEqual([]);
    desk.decides('dora', 'approve', { data: { deadline: '2026-10-08' } });
    expect(fireAts(desk)).toEqual(['2026-10-08T16:00:00.000Z']);
    expect(desk.task('wang').dueAt).toBe('2026-10-08T16:00:00.000Z');
  });

  it('moves when its field changes', () => {
    const desk = begin({ 'field:deadline': remind }, { amount: 1, deadline: '2026-10-20' });
    desk.data = { amount: 1, deadline: '2026-11-20' };
    desk.try((state, ctx) => amend(desk.workflow, state, { at: desk.at, fields: ['deadline'] }, ctx));
    expect(desk.effectsOf('cancel-timer')).toEqual([{ timer: 'c:t1' }]);
    expect(desk.effectsOf('set-timer')).toMatchObject([{ timer: 'c:t2', fireAt: '2026-11-20T16:00:00.000Z' }]);
    expect(desk.effectsOf('update-task')).toEqual([
      { task: 'c:1', set: { dueAt: '2026-11-20T16:00:00.000Z' } },
      { task: 'c:2', set: { dueAt: '2026-11-20T16:00:00.000Z' } },
    ]);
  });

  it('fires once, and not early', () => {
    const desk = begin({ PT8H: remind });
    expect(ring(desk, 'c:t1', '2026-09-29T09:59:59.999Z')).toEqual(['workflow/timer-early']);
    expect(ring(desk, 'c:t1', '2026-09-29T10:00:00.000Z')).toEqual([]);
    expect(desk.effectsOf('notify')).toEqual([{ template: 'late', to: ['p-dora', 'p-wang'], step: 'review' }]);
    expect(ring(desk, 'c:t1', '2026-09-29T10:00:00.000Z')).toEqual(['workflow/timer-unknown']);
  });

  it('of a field does not fire again for another change', () => {
    const desk = begin({ 'field:deadline': remind }, { amount: 1, deadline: '2026-10-20' });
    ring(desk, 'c:t1', '2026-10-20T16:00:00.000Z');
    desk.data = { ...desk.data, amount: 2 };
    desk
      .later('2026-10-21T02:00:00.000Z')
      .try((state, ctx) => amend(desk.workflow, state, { at: desk.at, fields: ['amount'] }, ctx));
    expect(fireAts(desk)).toEqual([]);
    desk.data = { ...desk.data, deadline: '2026-10-30' };
    desk.try((state, ctx) => amend(desk.workflow, state, { at: desk.at, fields: ['deadline'] }, ctx));
    expect(fireAts(desk)).toEqual(['2026-10-30T16:00:00.000Z']);
  });

  it('escalates: its transition is taken, the tasks close', () => {
    const desk = begin({ P1D: 'refused' });
    ring(desk, 'c:t1', '2026-09-30T02:00:00.000Z');
    expect(desk.state).toMatchObject({ states: ['refused'], status: 'done', timers: {} });
    expect(desk.waiting()).toEqual([]);
  });

  it('comes to nothing where its condition does not hold', () => {
    const desk = begin({ P1D: guard({ '>': [{ var: 'amount' }, 500] }, 'refused') });
    expect(ring(desk, 'c:t1', '2026-09-30T02:00:00.000Z')).toEqual([]);
    expect(desk.state).toMatchObject({ states: ['review'], stuck: [], timers: {} });
  });

  it('is cancelled when its state is left, and set anew when it is entered again', () => {
    const desk = begin({ P1D: remind });
    desk.decides('dora', 'reject');
    expect(desk.effectsOf('cancel-timer')).toEqual([{ timer: 'c:t1' }]);
    expect(ring(desk, 'c:t1', '2026-10-30T02:00:00.000Z')).toEqual(['workflow/not-running']);
  });

  it('stands still while the case is suspended; dates of fields do not move', () => {
    const desk = begin({ P1D: remind, 'field:deadline': remind }, { amount: 1, deadline: '2026-10-20' });
    desk.try((state, ctx) => suspend(desk.workflow, state, { by: 'p-otto', at: desk.at, reason: 'audit' }, ctx));
    expect(desk.effectsOf('cancel-timer')).toHaveLength(2);
    expect(ring(desk, 'c:t1', '2026-10-01T02:00:00.000Z')).toEqual(['workflow/suspended']);
    desk
      .later('2026-10-02T02:00:00.000Z')
      .try((state, ctx) => resume(desk.workflow, state, { by: 'p-otto', at: desk.at, reason: 'done' }, ctx));
    expect(fireAts(desk)).toEqual(['2026-10-03T02:00:00.000Z', '2026-10-20T16:00:00.000Z']);
  });

  it('bugs 19: counts Monday to Friday where the year has no data, and is no incident of the case', () => {
    const desk = begin({ 'P1D/work': remind }, { amount: 1 }, '2029-06-01T02:00:00.000Z');
    expect(fireAts(desk)).toEqual(['2029-06-04T02:00:00.000Z']);
    expect(desk.effectsOf('open-incident')).toEqual([]);
  });

  it.each([
    ['2028-12-29T02:00:00.000Z', 'P1D/work', '2029-01-02T02:00:00.000Z'],
    ['2028-12-28T02:00:00.000Z', 'P2D/work', '2029-01-02T02:00:00.000Z'],
  ])('bugs 19: New Year is free in a year that the calendar does not know: %s and %s', (at, delay, fires) => {
    expect(fireAts(begin({ [delay]: remind }, { amount: 1 }, at))).toEqual([fires]);
  });

  it.each([
    [
      'Monday at ten and two hours, stopped from eleven to ten at night',
      '2026-11-23T02:00:00.000Z',
      'PT2H/work',
      '2026-11-23T03:00:00.000Z',
      '2026-11-23T14:00:00.000Z',
      '2026-11-24T02:00:00.000Z',
    ],
    [
      'Friday and eight hours, stopped over the weekend',
      '2026-11-20T02:01:00.000Z',
      'PT8H/work',
      '2026-11-20T04:00:00.000Z',
      '2026-11-22T04:00:00.000Z',
      '2026-11-23T07:01:00.000Z',
    ],
    [
      'Friday and a day, stopped over Saturday',
      '2026-11-20T02:00:00.000Z',
      'P1D/work',
      '2026-11-20T04:00:00.000Z',
      '2026-11-21T04:00:00.000Z',
      '2026-11-23T08:00:00.000Z',
    ],
    [
      'plain time',
      '2026-11-20T02:00:00.000Z',
      'P1D',
      '2026-11-20T04:00:00.000Z',
      '2026-11-22T04:00:00.000Z',
      '2026-11-23T02:00:00.000Z',
    ],
  ])('B19: what is left of working time is left in working time: %s', (_, at, delay, stopped, goesOn, fires) => {
    const desk = begin({ [delay]: remind }, { amount: 1 }, at);
    const by = { by: 'p-otto', reason: 'audit' };
    desk.later(stopped).try((state, ctx) => suspend(desk.workflow, state, { ...by, at: desk.at }, ctx));
    desk.later(goesOn).try((state, ctx) => resume(desk.workflow, state, { ...by, at: desk.at }, ctx));
    expect(fireAts(desk)).toEqual([fires]);
  });

  it.each([
    ['Friday', '2026-11-20', 'field:deadline+P1D/work', '2026-11-23T10:00:00.000Z'],
    ['Wednesday', '2026-11-18', 'field:deadline+P1D/work', '2026-11-19T10:00:00.000Z'],
    ['Monday', '2026-11-23', 'field:deadline-P1D/work', '2026-11-20T10:00:00.000Z'],
  ])('B20: a working day around a %s ends when work ends', (_, deadline, delay, fires) => {
    expect(fireAts(begin({ [delay]: remind }, { amount: 1, deadline }, '2026-11-16T02:00:00.000Z'))).toEqual([fires]);
  });

  it('B20: a Saturday and a working day is not Friday and a working day', () => {
    const from = (at: string) => fireAts(begin({ 'P1D/work': remind }, { amount: 1 }, at));
    expect(from('2026-11-20T02:00:00.000Z')).toEqual(['2026-11-23T02:00:00.000Z']);
    expect(from('2026-11-21T02:00:00.000Z')).toEqual(['2026-11-23T10:00:00.000Z']);
  });

  it('B21: the due moment of a task is its deadline, not its first reminder', () => {
    const desk = begin({ P1D: remind, P3D: 'refused' });
    const deadline = '2026-10-02T02:00:00.000Z';
    expect(desk.task('dora').dueAt).toBe(deadline);
    ring(desk, 'c:t1', '2026-09-30T02:00:00.000Z');
    expect(desk.task('dora').dueAt).toBe(deadline);
  });

  it('B21: where timers only remind, the last of them is the deadline', () => {
    expect(begin({ P1D: remind, P2D: remind }).task('dora').dueAt).toBe('2026-10-01T02:00:00.000Z');
  });
});
