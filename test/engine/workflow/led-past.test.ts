// Who chooses the people of a step, and what an event of a maker may not do.
import { describe, expect, it } from 'vitest';
import { checkWorkflow, event, withdraw } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, links, workflowOf } from './world.ts';

const one = (person: string) => [{ by: 'person', person: `p-${person}` }];

describe('people chosen by the approver before', () => {
  const workflow = workflowOf(
    chartOf({
      first: approval(
        { assign: one('fay'), decisions: ['approve', 'reject', 'transfer'], transfer: { role: 'finance' } },
        { approve: 'second', reject: 'refused' },
      ),
      second: approval(
        {
          assign: one('dora'),
          decisions: ['approve', 'reject', 'return'],
          return: { to: ['initiator', 'passed'], resume: 'rerun' },
        },
        { approve: 'third', reject: 'refused' },
      ),
      third: approval({ assign: [{ by: 'choice', of: 'previous' }] }, {}),
    }),
  );

  it('H1: nobody chooses the people of a step other than the next, nor with a decision that does not lead there', () => {
    const desk = new Desk(workflow);
    const chosen = { third: ['p-fred'] };
    const said = (who: string, decision: string, more: object = {}) =>
      desk.refuses(who, decision, { chosen, ...more }).map(({ code, path }) => `${code} ${path}`);
    expect(said('fay', 'approve')).toEqual(['workflow/choice-not-asked /chosen/third']);
    expect(said('fay', 'transfer', { to: 'p-max' })).toEqual(['workflow/choice-not-asked /chosen/third']);
    desk.decides('fay', 'approve');
    expect(said('dora', 'reject', { opinion: 'no' })).toEqual(['workflow/choice-not-asked /chosen/third']);
    desk.decides('dora', 'approve', { chosen });
    expect(desk.waiting()).toEqual(['fred']);
  });

  it('H1: who acts is chosen anew each time the step before is asked', () => {
    const asked = workflowOf(
      chartOf({
        first: approval({ assign: one('dora') }, { approve: 'second' }),
        second: approval(
          {
            assign: [{ by: 'choice', of: 'previous' }],
            decisions: ['approve', 'return'],
            return: { to: ['first'], resume: 'rerun' },
          },
          { approve: 'end' },
        ),
      }),
    );
    const desk = new Desk(asked);
    desk.decides('dora', 'approve', { chosen: { second: ['p-fred'] } });
    desk.decides('fred', 'return', { to: 'first', opinion: 'again' });
    expect(desk.codes('dora', 'approve')).toEqual(['workflow/choice-due']);
    desk.decides('dora', 'approve', { chosen: { second: ['p-max'] } });
    expect(desk.waiting()).toEqual(['max']);
  });
});

describe('an event of a maker of the request', () => {
  const chart = chartOf({
    review: approval({ assign: one('fay') }, { approve: 'lead' }),
    lead: approval({ assign: one('dora') }, { hurry: 'end', wait: 'pause', stop: 'refused' }),
    pause: { meta: { step: { type: 'wait', title: 'Pause' } }, on: { paid: 'end' } },
  });
  const events = {
    hurry: { roles: ['maker', 'director'] },
    wait: { roles: ['maker'] },
    stop: { roles: ['maker'] },
    paid: {},
  };
  const workflow = workflowOf(chart, { events });
  const at = '2026-03-02T02:00:00.000Z';
  const atLead = () => new Desk(workflow).decides('fay', 'approve');

  it('H1: ends nothing as approved past an approval that is open, at once or later', () => {
    const desk = atLead();
    expect(desk.try((state, ctx) => event(workflow, state, { event: 'hurry', at, person: 'p-ann' }, ctx))).toEqual([
      'workflow/event-past-approval',
    ]);
    desk.take(event(workflow, desk.state, { event: 'wait', at, person: 'p-ann' }, desk.ctx()));
    desk.take(event(workflow, desk.state, { event: 'paid', at }, desk.ctx()));
    // The approval that was led past is asked.
    expect([desk.state.status, desk.waiting()]).toEqual(['running', ['dora']]);
    desk.decides('dora', 'approve');
    expect(desk.state.states).toEqual(['end']);
  });

  it('H1: may end the request as rejected, and others may do with it what the chart says', () => {
    const stopped = atLead();
    stopped.take(event(workflow, stopped.state, { event: 'stop', at, person: 'p-ann' }, stopped.ctx()));
    expect(stopped.state.states).toEqual(['refused']);
    const hurried = atLead();
    hurried.take(event(workflow, hurried.state, { event: 'hurry', at, person: 'p-dora' }, hurried.ctx()));
    expect(hurried.state.states).toEqual(['end']);
  });

  it('H1: is told by the check with the case in which it would be refused', () => {
    const told = checkWorkflow(workflow, links).filter(({ code }) => code === 'workflow/event-of-maker');
    expect(told.map(({ path, severity }) => `${severity} ${path}`)).toEqual([
      'warning /chart/states/lead/on/hurry',
      'warning /chart/states/lead/on/wait',
    ]);
    expect(told[0]?.params).toMatchObject({ event: 'hurry' });
  });
});

describe('a maker who withdraws or fills in a part', () => {
  it('H1: ends nothing as approved past an open approval by withdrawing', () => {
    const chart = chartOf({
      review: approval({ assign: one('fay') }, { approve: 'lead' }),
      lead: approval({ assign: one('dora') }, { approve: 'end', withdraw: 'end' }),
    });
    const desk = new Desk(workflowOf(chart, { withdraw: 'always' })).decides('fay', 'approve');
    expect(desk.try((state, ctx) => withdraw(desk.workflow, state, { person: 'p-ann', at: desk.at }, ctx))).toEqual([
      'workflow/event-past-approval',
    ]);
    expect([desk.state.status, desk.waiting()]).toEqual(['running', ['dora']]);
  });

  it('H1: nor by what they submit beside it', () => {
    const chart = chartOf({
      review: approval({ assign: one('fay') }, { approve: 'both' }),
      both: {
        type: 'parallel',
        states: {
          lead: {
            initial: 'asked',
            states: {
              asked: {
                meta: { step: { type: 'approval', title: 'Lead', assign: one('dora'), decisions: ['approve'] } },
                on: { approve: 'said' },
              },
              said: { type: 'final' },
            },
          },
          papers: {
            initial: 'due',
            states: {
              due: {
                meta: { step: { type: 'fill', title: 'Papers', assign: [{ by: 'initiator' }] } },
                on: { submit: '#end' },
              },
            },
          },
        },
        onDone: 'end',
      },
      end: { id: 'end', type: 'final', meta: { title: 'End', outcome: 'approved' } },
    });
    const desk = new Desk(workflowOf(chart)).decides('fay', 'approve');
    expect(desk.waiting().sort()).toEqual(['ann', 'dora']);
    expect(desk.codes('ann', 'submit')).toEqual(['workflow/event-past-approval']);
    expect(desk.state.status).toBe('running');
  });
});
