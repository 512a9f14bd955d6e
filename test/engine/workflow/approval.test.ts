import { describe, expect, it } from 'vitest';
import { approval, chartOf, Desk, guard, role, workflowOf } from './world.ts';

describe('a step', () => {
  it('smoke', () => {
    const desk = new Desk(
      workflowOf(
        chartOf({
          finance: approval(
            { assign: role('finance'), decide: 'any', separate: ['initiator'] },
            { approve: [guard({ '>': [{ var: 'amount' }, 500] }, 'director'), 'end'] },
          ),
          director: approval({ assign: role('director') }),
        }),
      ),
      { data: { amount: 600 } },
    );
    expect(desk.waiting()).toEqual(['fay', 'fred', 'max']);
    desk.decides('fay', 'approve');
    expect(desk.waiting()).toEqual(['dora', 'wang']);
    desk.decides('dora', 'approve').decides('wang', 'approve');
    expect(desk.state.status).toBe('done');
    console.log(
      JSON.stringify(desk.state, null, 1),
      JSON.stringify(desk.entries.at(-1), null, 1),
      JSON.stringify(desk.effects),
    );
  });
});
