import { describe, expect, it } from 'vitest';
import { amend, checkWorkflow, reassign } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, links, role, workflowOf } from './world.ts';

const decisions = ['approve', 'reject', 'return', 'transfer', 'add-signer'];
/** Max may begin cases and is in finance; dora and wang are directors. */
const chart = chartOf({
  finance: approval(
    { assign: role('finance'), decide: 'any', decisions, separate: ['initiator'] },
    { approve: 'second' },
  ),
  second: approval({
    assign: role('finance'),
    decide: 'any',
    decisions,
    separate: ['initiator', 'finance'],
    transfer: { within: 'u-group' },
  }),
});

describe('separation of duties', () => {
  it('leaves out who made the request', () => {
    const desk = new Desk(workflowOf(chart), { initiator: 'p-max' });
    expect(desk.waiting()).toEqual(['fay', 'fred']);
    const [assigned] = desk.entries[0]?.facts.filter(({ kind }) => kind === 'assigned') ?? [];
    expect(assigned).toMatchObject({ excluded: [{ person: 'p-max', because: 'separate', step: 'initiator' }] });
  });

  it('leaves out who decided in the other step', () => {
    const desk = new Desk(workflowOf(chart), { initiator: 'p-max' }).decides('fay', 'approve');
    expect(desk.waiting()).toEqual(['fred']);
  });

  it('holds through transfer and added signers', () => {
    const desk = new Desk(workflowOf(chart)).decides('fay', 'approve');
    expect(desk.codes('fred', 'transfer', { to: 'p-fay' })).toEqual(['workflow/separation']);
    expect(desk.codes('fred', 'transfer', { to: 'p-ann' })).toEqual(['workflow/separation']);
    expect(desk.codes('fred', 'add-signer', { to: 'p-fay', where: 'alongside' })).toEqual(['workflow/separation']);
  });

  it('holds for administrators too', () => {
    const desk = new Desk(workflowOf(chart)).decides('fay', 'approve');
    const give = (to: string) =>
      desk.try((state, ctx) =>
        reassign(
          desk.workflow,
          state,
          { task: desk.task('fred').id, to, by: 'p-otto', at: desk.at, reason: 'away' },
          ctx,
        ),
      );
    expect(give('p-fay')).toEqual(['workflow/separation']);
    expect(give('p-dora')).toEqual([]);
  });

  it('is asked again at the decision: in parallel steps the first to decide is out of the other', () => {
    const part = (step: string, more: object) => ({
      initial: step,
      states: {
        [step]: {
          meta: { step: { type: 'approval', assign: [{ by: 'person', person: 'p-dora' }], ...more } },
          on: { approve: `${step}-ok`, reject: '#refused' },
        },
        [`${step}-ok`]: { type: 'final' },
      },
    });
    const both = {
      type: 'parallel',
      states: { a: part('one', { separate: ['two'] }), b: part('two', {}) },
      onDone: 'end',
    };
    const desk = new Desk(workflowOf(chartOf({ both: both as never, refused: { id: 'refused', type: 'final' } })));
    expect(desk.waiting()).toEqual(['dora', 'dora']);
    desk.decides('dora', 'approve', { task: 'c:1' });
    // Written at one step, it holds at the other as well.
    expect(desk.refuses('dora', 'approve', { task: 'c:2' })).toMatchObject([
      { code: 'workflow/separation', params: { apart: 'one' } },
    ]);
  });

  it('counts who revised, and who changed the record meanwhile, as makers', () => {
    const desk = new Desk(workflowOf(chart), { initiator: 'p-max' });
    desk.data = { ...desk.data, amount: 999 };
    expect(
      desk.try((state, ctx) => amend(desk.workflow, state, { by: 'p-fay', at: desk.at, fields: ['amount'] }, ctx)),
    ).toEqual([]);
    expect(desk.state.makers).toEqual(['p-max', 'p-ann', 'p-fay']);
    expect(desk.codes('fay', 'approve')).toEqual(['workflow/separation']);
    desk.decides('fred', 'approve');
  });

  it('outlives a return: a maker stays a maker, a decider stays one', () => {
    const desk = new Desk(workflowOf(chart))
      .decides('fay', 'approve')
      .decides('fred', 'return')
      .decides('ann', 'submit')
      .decides('max', 'approve');
    // All three of finance have now acted in the first step or the second.
    expect(desk.state.acted).toEqual({ finance: ['p-fay', 'p-max'], second: ['p-fred'], returned: ['p-ann'] });
    expect(desk.waiting()).toEqual(['fred']);
  });

  it('is never got round by skipping a step whose people must all stay apart', () => {
    const step = approval({ assign: [{ by: 'person', person: 'p-ann' }], separate: ['initiator'], empty: 'skip' });
    const desk = new Desk(workflowOf(chartOf({ review: step })));
    expect(desk.state.states).toEqual(['review']);
    expect(desk.effectsOf('open-incident')).toHaveLength(1);
  });
});

describe('a step that keeps apart from itself', () => {
  const itself = chartOf({
    finance: approval({ assign: role('finance'), decide: 'any', decisions, separate: ['initiator', 'finance'] }),
  });

  it('B12: is refused at publish', () => {
    const codes = checkWorkflow(workflowOf(itself), links).map(({ code, path }) => `${code} ${path}`);
    expect(codes).toContain('workflow/separate-from-itself /chart/states/finance/meta/step/separate/1');
  });

  it('B12: of a release that has it already can be decided again after a return, by those who decided before', () => {
    const desk = new Desk(workflowOf(itself)).decides('fay', 'return').decides('ann', 'submit');
    expect(desk.waiting()).toEqual(['fay', 'fred', 'max']);
    desk.decides('fay', 'approve');
    expect(desk.state).toMatchObject({ status: 'done', outcome: 'approved' });
  });
});

describe('a step that fills in a part of the request', () => {
  const finance = [{ by: 'person', person: 'p-fay' }];
  const filled = (fill: object, on: object) =>
    chartOf({
      fill: { meta: { step: { type: 'fill', assign: finance, ...fill } }, on: { submit: 'review', ...on } },
      review: approval({ assign: role('finance'), decide: 'any', decisions, separate: ['initiator'] }),
    });

  it.each(['submit', 'hurry'])('N1: makes a maker of who writes with "%s"', (decision) => {
    const desk = new Desk(workflowOf(filled({ decisions: ['submit', 'hurry'] }, { hurry: 'review' })));
    desk.decides('fay', decision, { data: { reason: 'own' } });
    expect(desk.state.makers).toContain('p-fay');
    expect(desk.waiting()).not.toContain('fay');
  });

  it('N1: makes no maker of who writes nothing', () => {
    const desk = new Desk(workflowOf(filled({ decisions: ['submit', 'hurry'] }, { hurry: 'review' })));
    expect(desk.decides('fay', 'hurry').waiting()).toContain('fay');
  });
});
