import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/core/index.ts';
import { taskOptions } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, role, workflowOf } from './world.ts';

const decisions = ['approve', 'reject', 'return'];

/** finance → director → president → end; the president may return. */
function begin(back: JsonObject, more: JsonObject = {}): Desk {
  const desk = new Desk(
    workflowOf(
      chartOf({
        finance: approval({ assign: role('finance'), decide: 'any', decisions }, { approve: 'director' }),
        director: approval(
          { assign: [{ by: 'person', person: 'p-dora' }], decisions, return: { to: ['initiator'] } },
          { approve: 'president' },
        ),
        president: approval({ assign: role('president'), decisions, return: back }),
        ...more,
      }),
    ),
  );
  return desk.decides('fay', 'approve').decides('dora', 'approve');
}

describe('returning', () => {
  it('to the initiator: a state to revise in is there without being written', () => {
    const desk = begin({ to: ['initiator'] }).decides('president', 'return');
    expect(desk.state.states).toEqual(['returned']);
    expect(desk.state.recordStatus).toBe('returned');
    expect(desk.waiting()).toEqual(['ann']);
    expect(desk.task('ann').kind).toBe('fill');
    expect(desk.state.round).toBe(2);
  });

  it('tells the one who has it back who returned it, from where and why, and nobody else', () => {
    const desk = begin({ to: ['initiator'] }).decides('president', 'return', { opinion: 'too dear' });
    const returned = (who: string) =>
      taskOptions(desk.workflow, desk.state, desk.task(who).id, `p-${who}`, desk.ctx()).returned;
    expect(returned('ann')).toMatchObject({ person: 'p-president', step: 'president', opinion: 'too dear' });
    desk.later('2026-09-29T03:00:00.000Z');
    desk.decides('ann', 'submit');
    expect(returned('fay')).toBeUndefined();
  });

  it('leaves a trail of exactly the transitions that were taken, the return among them', () => {
    const desk = begin({ to: ['finance'], resume: 'rerun' }, {});
    expect(desk.state.walked).toEqual(['/chart/states/finance/on/approve', '/chart/states/director/on/approve']);
  });

  it('rerun: what was approved before is asked again', () => {
    const desk = begin({ to: ['initiator'], resume: 'rerun' })
      .decides('president', 'return')
      .decides('ann', 'submit', { data: { reason: 'more' } });
    expect(desk.state.states).toEqual(['finance']);
    expect(desk.state.steps.finance?.round).toBe(2);
    expect(desk.state.passed).toEqual(['returned']);
  });

  it('direct: straight back to who returned it, where nothing has changed', () => {
    const desk = begin({ to: ['initiator'], resume: 'direct' })
      .decides('president', 'return')
      .decides('ann', 'submit');
    expect(desk.state.states).toEqual(['president']);
    expect(desk.waiting()).toEqual(['president']);
    expect(desk.state.detour).toBeUndefined();
  });

  it('ask: the one who returns says which', () => {
    const desk = begin({ to: ['initiator'], resume: 'ask' });
    expect(desk.codes('president', 'return')).toEqual(['workflow/resume-due']);
    desk.decides('president', 'return', { resume: 'direct' }).decides('ann', 'submit');
    expect(desk.state.states).toEqual(['president']);
  });

  it('to the initiator by the chart’s own transition', () => {
    const revise = {
      meta: { step: { type: 'fill', assign: [{ by: 'initiator' }], decisions: ['submit', 'drop'] } },
      on: { submit: 'finance', drop: 'dropped' },
    };
    const president = approval(
      { assign: role('president'), decisions, return: { to: ['initiator'], resume: 'direct' } },
      { return: 'revise' },
    );
    const desk = begin({}, { president, revise }).decides('president', 'return');
    expect(desk.state.states).toEqual(['revise']);
    desk.decides('ann', 'submit');
    expect(desk.state.states).toEqual(['president']);
    const given = begin({}, { president, revise }).decides('president', 'return').decides('ann', 'drop');
    expect(given.state).toMatchObject({ states: ['dropped'], status: 'cancelled', outcome: 'cancelled' });
  });

  it('to the previous step', () => {
    const desk = begin({ to: ['previous'] }).decides('president', 'return');
    expect(desk.waiting()).toEqual(['dora']);
    expect(desk.state.passed).toEqual(['finance']);
  });

  it('to any step that was passed, and on from there', () => {
    const desk = begin({ to: ['passed'] });
    const returnTo = taskOptions(
      desk.workflow,
      desk.state,
      desk.task('president').id,
      'p-president',
      desk.ctx(),
    ).returnTo;
    expect(returnTo.map(({ to }) => to)).toEqual(['finance', 'director']);
    expect(desk.codes('president', 'return')).toEqual(['workflow/to-due']);
    desk.decides('president', 'return', { to: 'finance' });
    expect(desk.waiting()).toEqual(['fay', 'fred', 'max']);
    desk.decides('fred', 'approve');
    expect(desk.waiting()).toEqual(['dora']);
  });

  it('to a passed step and straight back', () => {
    const desk = begin({ to: ['passed'], resume: 'direct' })
      .decides('president', 'return', { to: 'finance' })
      .decides('fred', 'approve');
    expect(desk.waiting()).toEqual(['president']);
    expect(desk.state.passed).toEqual(['finance', 'director']);
  });

  it('forgets the way straight back when the other rejects', () => {
    const desk = begin({ to: ['passed'], resume: 'direct' })
      .decides('president', 'return', { to: 'finance' })
      .decides('fred', 'reject');
    expect(desk.state.states).toEqual(['refused']);
  });

  it('only to what is listed', () => {
    const desk = begin({ to: ['director'] });
    expect(desk.refuses('president', 'return', { to: 'finance' })).toMatchObject([
      { code: 'workflow/return-target', params: { known: ['director'] } },
    ]);
  });

  it('needs a reason', () => {
    expect(begin({ to: ['initiator'] }).codes('president', 'return', { opinion: ' ' })).toEqual([
      'workflow/opinion-due',
    ]);
  });

  it('is one person’s act, whatever the others have said; their opinions stay', () => {
    const both = {
      assign: [
        { by: 'person', person: 'p-dora' },
        { by: 'person', person: 'p-wang' },
      ],
      decisions,
      decide: 'all',
    };
    const desk = new Desk(workflowOf(chartOf({ board: approval(both) })))
      .decides('dora', 'approve', { opinion: 'good' })
      .decides('wang', 'return');
    expect(desk.waiting()).toEqual(['ann']);
    expect(desk.state.tasks['c:1']).toMatchObject({ decision: 'approve', opinion: 'good' });
    desk.decides('ann', 'submit');
    expect(desk.waiting()).toEqual(['dora', 'wang']);
  });

  it('out of parallel regions: siblings close and the join starts anew', () => {
    const part = (step: string, who: string) => ({
      initial: step,
      states: {
        [step]: {
          meta: { step: { type: 'approval', assign: [{ by: 'person', person: who }], decisions } },
          on: { approve: `${step}-ok`, reject: '#refused' },
        },
        [`${step}-ok`]: { type: 'final' },
      },
    });
    const desk = new Desk(
      workflowOf(
        chartOf({
          both: {
            type: 'parallel',
            states: { law: part('legal', 'p-dora'), money: part('cash', 'p-fay') },
            onDone: 'end',
          },
          refused: { id: 'refused', type: 'final', meta: { outcome: 'rejected' } },
        }),
      ),
    );
    expect(desk.state.recordStatus).toBe('legal+cash');
    desk.decides('dora', 'approve');
    expect(desk.waiting()).toEqual(['fay']);
    desk.decides('fay', 'return');
    expect(desk.waiting()).toEqual(['ann']);
    desk.decides('ann', 'submit');
    expect(desk.waiting()).toEqual(['dora', 'fay']);
    desk.decides('fay', 'approve').decides('dora', 'approve');
    expect(desk.state.states).toEqual(['end']);
  });
});
