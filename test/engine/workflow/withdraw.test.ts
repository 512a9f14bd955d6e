import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../engine/core/index.ts';
import { mayWithdraw, withdraw } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, guard, role, workflowOf } from './world.ts';

function begin(policy: Json, more: JsonObject = {}): Desk {
  const chart = chartOf({
    finance: approval({ assign: role('finance'), decide: 'all' }, { approve: 'director' }),
    director: approval({ assign: role('director'), decide: 'any' }),
  });
  return new Desk(workflowOf({ ...chart, ...more }, { withdraw: policy }));
}
const back = (desk: Desk, person = 'p-ann') =>
  desk.try((state, ctx) => withdraw(desk.workflow, state, { person, at: desk.at }, ctx));
const untouched = (desk: Desk) => desk;
const touched = (desk: Desk) => desk.decides('fay', 'approve');
const reached = (desk: Desk) => desk.decides('fay', 'approve').decides('fred', 'approve').decides('max', 'approve');

describe('withdrawing', () => {
  it.each<[Json, (desk: Desk) => Desk, boolean]>([
    ['never', untouched, false],
    ['untouched', untouched, true],
    ['untouched', touched, false],
    [{ until: 'director' }, touched, true],
    [{ until: 'director' }, reached, false],
    ['always', reached, true],
  ])('%j allows it at the right time', (policy, so, allowed) => {
    const desk = so(begin(policy));
    expect(mayWithdraw(desk.workflow, desk.state, 'p-ann')).toBe(allowed);
    expect(back(desk)).toEqual(allowed ? [] : ['workflow/withdraw-not-allowed']);
    if (!allowed) return;
    expect(desk.state).toMatchObject({
      status: 'cancelled',
      outcome: 'cancelled',
      recordStatus: 'withdrawn',
      timers: {},
    });
    expect(desk.waiting()).toEqual([]);
  });

  it('is the initiator’s alone', () => {
    expect(back(begin('always'), 'p-otto')).toEqual(['workflow/withdraw-not-allowed']);
  });

  it('is over when the case is', () => {
    const desk = begin('always');
    back(desk);
    expect(back(desk)).toEqual(['workflow/not-running']);
  });

  it('takes the chart’s own way where it has one', () => {
    const desk = begin('always', { on: { withdraw: '.dropped' } });
    expect(back(desk)).toEqual([]);
    expect(desk.state).toMatchObject({ states: ['dropped'], status: 'cancelled', recordStatus: 'dropped' });
  });

  it('is refused, not guessed, when the way cannot be told', () => {
    const chart = {
      on: { withdraw: [guard({ '>': [{ '/': [{ var: 'amount' }, { var: 'total' }] }, 1] }, '.dropped')] },
    };
    const desk = new Desk(begin('always', chart).workflow, { data: { amount: 100, rows: [{ cost: 0 }], total: 0 } });
    expect(back(desk)).toEqual(['workflow/guard-failed']);
    expect(desk.state.status).toBe('running');
  });
});
