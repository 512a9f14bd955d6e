import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../engine/core/index.ts';
import { fire, mayWithdraw, taskOptions, withdraw } from '../../../engine/workflow/index.ts';
import { chartOf, Desk, workflowOf } from './world.ts';

const decisions = ['approve', 'reject', 'return'];
const person = (name: string): Json => [{ by: 'person', person: `p-${name}` }];
const step = (who: string, to: string, back: JsonObject = {}): JsonObject => ({
  meta: { step: { type: 'approval', assign: person(who), decisions, return: { to: ['initiator'], ...back } } },
  on: { approve: to, reject: '#refused' },
});
const refused = { id: 'refused', type: 'final', meta: { outcome: 'rejected' } };

/** before → (l1 → l2 | r1) → after → end: l1 by Fay, l2 by Fred, r1 by Dora. */
function regions(back: JsonObject): Desk {
  return new Desk(
    workflowOf(
      chartOf({
        before: step('otto', 'both'),
        both: {
          type: 'parallel',
          states: {
            left: {
              initial: 'l1',
              states: { l1: step('fay', 'l2', back), l2: step('fred', 'l-ok', back), 'l-ok': { type: 'final' } },
            },
            right: { initial: 'r1', states: { r1: step('dora', 'r-ok', back), 'r-ok': { type: 'final' } } },
          },
          onDone: 'after',
        },
        after: step('president', 'end', back),
        refused,
      }),
    ),
  ).decides('otto', 'approve');
}
const targets = (desk: Desk, who: string) =>
  taskOptions(desk.workflow, desk.state, desk.task(who).id, `p-${who}`, desk.ctx()).returnTo.map(({ to }) => to);

describe('returns in parallel regions', () => {
  it('B14: the previous step is the one before in the same region, whatever was decided beside it meanwhile', () => {
    const desk = regions({ to: ['previous', 'passed'] })
      .decides('fay', 'approve')
      .decides('dora', 'approve');
    expect(desk.state.passed).toEqual(['before', 'l1', 'r1']);
    expect(targets(desk, 'fred')).toEqual(['previous', 'before']);
    desk.decides('fred', 'return', { to: 'previous' });
    expect(desk.waiting()).toEqual(['fay', 'dora']);
  });

  it('B15: what is asked again after a return into a region is not offered as passed', () => {
    const desk = regions({ to: ['passed'] })
      .decides('fay', 'approve')
      .decides('dora', 'approve')
      .decides('fred', 'approve')
      .decides('president', 'return', { to: 'l2' });
    expect(desk.waiting()).toEqual(['fred', 'dora']);
    expect(desk.state.passed).toEqual(['before']);
    expect(targets(desk, 'fred')).toEqual(['before']);
    expect(targets(desk, 'dora')).toEqual(['before']);
  });

  it('B15: nor what the chart itself has led back past', () => {
    const desk = new Desk(
      workflowOf(
        chartOf({
          first: step('fay', 'second', { to: ['passed', 'initiator'] }),
          second: step('fred', 'third'),
          third: { ...step('president', 'end'), on: { approve: 'end', reject: 'first' } },
          refused,
        }),
      ),
    )
      .decides('fay', 'approve')
      .decides('fred', 'approve')
      .decides('president', 'reject');
    expect(desk.waiting()).toEqual(['fay']);
    expect(targets(desk, 'fay')).toEqual(['initiator']);
    expect(desk.state.passed).toEqual([]);
  });

  it('B16: a join is never jumped: after a return into a region with `direct` all regions are decided anew', () => {
    const desk = regions({ to: ['passed'], resume: 'direct' })
      .decides('fay', 'approve')
      .decides('dora', 'approve')
      .decides('fred', 'approve')
      .decides('president', 'return', { to: 'l1' });
    expect(desk.waiting()).toEqual(['fay', 'dora']);
    desk.decides('fay', 'approve').decides('fred', 'approve');
    expect(desk.waiting()).toEqual(['dora']);
    desk.decides('dora', 'approve');
    expect(desk.waiting()).toEqual(['president']);
  });

  it('B16: out of a region with `direct` the case comes straight back to it, and the other region is asked again', () => {
    const desk = regions({ to: ['passed'], resume: 'direct' })
      .decides('fay', 'approve')
      .decides('dora', 'approve')
      .decides('fred', 'return', { to: 'before' });
    expect(desk.waiting()).toEqual(['otto']);
    desk.decides('otto', 'approve');
    expect(desk.waiting()).toEqual(['fred', 'dora']);
    expect(desk.state.passed).toEqual(['before', 'l1']);
    desk.decides('fred', 'approve');
    expect(desk.waiting()).toEqual(['dora']);
    desk.decides('dora', 'approve');
    expect(desk.waiting()).toEqual(['president']);
  });

  it('B16: the way straight back ends where its step is left undecided', () => {
    const desk = new Desk(
      workflowOf(
        chartOf({
          first: { ...step('fay', 'second'), after: { P1D: 'late' } },
          late: step('otto', 'first'),
          second: step('fred', 'third'),
          third: step('president', 'end', { to: ['first'], resume: 'direct' }),
          refused,
        }),
      ),
    )
      .decides('fay', 'approve')
      .decides('fred', 'approve')
      .decides('president', 'return');
    expect(desk.state.detour).toEqual({ after: 'first', to: 'third', at: 0 });
    const [timer = ''] = Object.keys(desk.state.timers);
    desk.later('2026-10-03T02:00:00.000Z');
    expect(desk.try((state, ctx) => fire(desk.workflow, state, { timer, at: desk.at }, ctx))).toEqual([]);
    expect(desk.waiting()).toEqual(['otto']);
    desk.decides('otto', 'approve').decides('fay', 'approve');
    expect(desk.waiting()).toEqual(['fred']);
  });

  it.each([['previous'], ['passed']])('B17: a revision is offered once, as the initiator (%s)', (word) => {
    const revise = {
      meta: { step: { type: 'fill', assign: [{ by: 'initiator' }] } },
      on: { submit: 'first' },
    };
    for (const own of [{}, { revise }]) {
      const desk = new Desk(
        workflowOf(chartOf({ first: step('fay', 'end', { to: [word, 'initiator'] }), ...own, refused })),
      )
        .decides('fay', 'return', { to: 'initiator' })
        .decides('ann', 'submit', { data: { reason: 'more' } });
      expect(targets(desk, 'fay')).toEqual(['initiator']);
    }
  });

  it('B17: the previous step is offered once, and may be named either way', () => {
    const begin = () =>
      new Desk(
        workflowOf(
          chartOf({
            first: step('fay', 'second'),
            second: step('fred', 'end', { to: ['previous', 'passed'] }),
            refused,
          }),
        ),
      ).decides('fay', 'approve');
    expect(targets(begin(), 'fred')).toEqual(['previous']);
    for (const to of ['previous', 'first', undefined])
      expect(
        begin()
          .decides('fred', 'return', to === undefined ? {} : { to })
          .waiting(),
      ).toEqual(['fay']);
  });
});

describe('a request that is returned to the initiator', () => {
  const begin = (policy: Json) =>
    new Desk(
      workflowOf(chartOf({ first: step('fay', 'second'), second: step('fred', 'end'), refused }), { withdraw: policy }),
    )
      .decides('fay', 'approve')
      .decides('fred', 'return');

  it.each<[Json, boolean]>([
    ['untouched', true],
    [{ until: 'second' }, true],
    ['always', true],
    ['never', false],
  ])('B18: may be withdrawn instead of sent again (%j)', (policy, allowed) => {
    const desk = begin(policy);
    expect(mayWithdraw(desk.workflow, desk.state, 'p-ann')).toBe(allowed);
    if (!allowed) return;
    const input = { person: 'p-ann', at: desk.at };
    expect(desk.try((state, ctx) => withdraw(desk.workflow, state, input, ctx))).toEqual([]);
    expect(desk.state).toMatchObject({ status: 'cancelled', recordStatus: 'withdrawn' });
  });

  it('B18: and no longer once it is sent again', () => {
    const desk = begin('untouched').decides('ann', 'submit');
    expect(mayWithdraw(desk.workflow, desk.state, 'p-ann')).toBe(false);
  });

  it('B18: a step that the initiator fills in on the way is no return', () => {
    const receipts = { meta: { step: { type: 'fill', assign: [{ by: 'initiator' }] } }, on: { submit: 'end' } };
    const desk = new Desk(workflowOf(chartOf({ first: step('fay', 'receipts'), receipts, refused })));
    desk.decides('fay', 'approve');
    expect(desk.waiting()).toEqual(['ann']);
    expect(mayWithdraw(desk.workflow, desk.state, 'p-ann')).toBe(false);
  });
});
