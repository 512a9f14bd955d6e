import { describe, expect, it } from 'vitest';
import { type Json, messageOf } from '../../../engine/core/index.ts';
import { confirm, decide, event, propose, reassign, retry } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, guard, workflowOf } from './world.ts';

const ratio: Json = { '>': [{ '/': [{ var: 'amount' }, { var: 'total' }] }, 1] };
const dora: Json = [{ by: 'person', person: 'p-dora' }];
const admin = { by: 'p-otto', reason: 'repaired' };

function begin(approve: Json): Desk {
  return new Desk(workflowOf(chartOf({ review: approval({ assign: dora }, { approve }) })), {
    data: { amount: 100, total: 0 },
  });
}
const again = (desk: Desk) => desk.try((state, ctx) => retry(desk.workflow, state, { ...admin, at: desk.at }, ctx));

describe('a condition that cannot be evaluated', () => {
  it('never falls to "else": the case stays, the decision is kept, an incident is opened', () => {
    const desk = begin([guard(ratio, 'refused'), { target: 'end' }]).decides('dora', 'approve');
    expect(desk.state).toMatchObject({
      status: 'running',
      states: ['review'],
      tasks: { 'c:1': { decision: 'approve', status: 'done' } },
    });
    const [incident] = desk.effectsOf('open-incident');
    expect(incident).toMatchObject({
      incident: 'c:i1',
      step: 'review',
      event: 'approve',
      retry: true,
      issue: { code: 'workflow/guard-failed', path: '/chart/states/review/on/approve/0/guard/params/if' },
    });
    expect(incident && messageOf(incident.issue, 'zh-CN')).toBe('决定流向的条件无法计算：除数为零');
    expect(desk.entries.at(-1)?.facts).toMatchObject([
      { kind: 'guard', held: false, issue: { code: 'workflow/guard-failed' } },
      { kind: 'stuck', event: 'approve' },
    ]);
  });

  it('goes on when the cause is repaired and somebody says so', () => {
    const desk = begin([guard(ratio, 'refused'), { target: 'end' }]).decides('dora', 'approve');
    expect(again(desk)).toEqual([]);
    expect(desk.state.stuck).toMatchObject([{ incident: 'c:i2' }]);
    desk.data = { amount: 100, total: 50 };
    expect(again(desk)).toEqual([]);
    expect(desk.state).toMatchObject({ states: ['refused'], stuck: [] });
    expect(desk.effectsOf('close-incident')).toEqual([{ incident: 'c:i2' }]);
    expect(again(desk)).toEqual(['workflow/not-running', 'workflow/nothing-stuck']);
  });

  it('is the same where no condition holds', () => {
    const desk = begin([guard({ '>': [{ var: 'amount' }, 500] }, 'end')]).decides('dora', 'approve');
    expect(desk.state).toMatchObject({
      states: ['review'],
      stuck: [{ issue: { code: 'workflow/no-transition' }, event: 'approve' }],
    });
  });

  it('refuses a case that could not even begin', () => {
    const chart = chartOf({ sort: { always: [guard(ratio, 'refused'), { target: 'end' }] } });
    expect(() => new Desk(workflowOf(chart), { data: { amount: 1, total: 0 } })).toThrow('workflow/guard-failed');
  });

  it.each<[string, Json]>([
    ['text', 'abc'],
    ['full-width digits', '１００００００'],
    ['a list', [600]],
    ['an object', {}],
    ['a fraction of the smallest unit', 600.5],
    ['a truth value', true],
  ])('an amount that is %s routes nowhere', (_, value) => {
    const desk = begin([guard({ '>': [{ var: 'amount' }, 500] }, 'end'), { target: 'refused' }]);
    desk.data = { amount: value };
    const input = desk.input('dora', 'approve');
    expect(desk.try((state, ctx) => decide(desk.workflow, state, input, ctx))).toEqual([]);
    expect(desk.state.states).toEqual(['review']);
    expect(desk.state.stuck).toHaveLength(1);
  });

  it('a missing amount satisfies no comparison: it takes the way without conditions', () => {
    const desk = begin([guard({ '<': [{ var: 'amount' }, 500] }, 'end'), { target: 'refused' }]);
    desk.data = {};
    desk.decides('dora', 'approve');
    expect(desk.state.states).toEqual(['refused']);
  });
});

describe('an action that cannot be worked out', () => {
  it('stops the transition before anything has happened', () => {
    const end = {
      type: 'final',
      entry: [
        { type: 'set', params: { reason: 'done' } },
        {
          type: 'create-record',
          params: { form: 'log', data: { ratio: { rule: { '/': [{ var: 'amount' }, { var: 'total' }] } } } },
        },
      ],
    };
    const desk = new Desk(workflowOf(chartOf({ review: approval({ assign: dora }), end })), {
      data: { amount: 100, total: 0 },
    }).decides('dora', 'approve');
    expect(desk.state).toMatchObject({
      states: ['review'],
      stuck: [{ issue: { code: 'workflow/action-failed', path: '/chart/states/end/entry/1/ratio' } }],
    });
    expect(desk.data).toEqual({ amount: 100, total: 0 });
    expect(desk.effectsOf('create-record')).toEqual([]);
  });
});

describe('nobody to assign', () => {
  it('is filled by an administrator, or found on another try', () => {
    const workflow = workflowOf(chartOf({ review: approval({ assign: [{ by: 'field', field: 'reviewer' }] }) }));
    const given = new Desk(workflow);
    const wanted = { step: 'review', to: 'p-wang' };
    expect(given.try((state, ctx) => reassign(workflow, state, { ...admin, at: given.at, ...wanted }, ctx))).toEqual([
      'workflow/second-administrator',
    ]);
    given.try((state, ctx) => propose(workflow, state, { ...admin, at: given.at, verb: 'reassign', ...wanted }, ctx));
    const second = { by: 'p-president', reason: 'agreed', proposal: 'c:p1' };
    expect(given.try((state, ctx) => confirm(workflow, state, { ...second, at: given.at }, ctx))).toEqual([]);
    expect(given.waiting()).toEqual(['wang']);
    expect(given.effectsOf('close-incident')).toEqual([{ incident: 'c:i2' }, { incident: 'c:i1' }]);
    const found = new Desk(workflow);
    found.data = { ...found.data, reviewer: { id: 'p-dave', title: 'Dave' } };
    expect(again(found)).toEqual([]);
    expect(found.waiting()).toEqual(['dave']);
  });
});

describe('a proposal', () => {
  const second = { by: 'p-president', reason: 'agreed', proposal: 'c:p1' };
  const fay = [{ by: 'person', person: 'p-fay' }];
  const decisions = ['approve', 'return'];
  const chart = chartOf({
    review: approval({ assign: fay, decisions }, { approve: 'lead' }),
    lead: approval({ assign: dora }),
  });
  const proposed = () => {
    const desk = new Desk(workflowOf(chart));
    const wanted = { ...admin, at: desk.at, verb: 'move' as const, to: 'lead' };
    expect(desk.try((state, ctx) => propose(desk.workflow, state, wanted, ctx))).toEqual([]);
    return desk;
  };
  const confirmed = (desk: Desk) =>
    desk.try((state, ctx) => confirm(desk.workflow, state, { ...second, at: desk.at }, ctx));

  it('N6: takes effect on the request that it was made about', () => {
    const desk = proposed();
    expect(confirmed(desk)).toEqual([]);
    expect(desk.state.states).toEqual(['lead']);
  });

  it('N6: takes no effect once the request was returned, or says something else', () => {
    const returned = proposed().decides('fay', 'return').decides('ann', 'submit');
    expect(confirmed(returned)).toEqual(['workflow/proposal-outdated']);
    const changed = proposed();
    changed.data = { ...changed.data, amount: 999_999 };
    expect(confirmed(changed)).toEqual(['workflow/proposal-outdated']);
    expect(changed.state.states).toEqual(['review']);
  });
});

describe('an event from outside', () => {
  const chart = chartOf({
    wait: {
      meta: { step: { type: 'wait' } },
      on: { paid: [guard({ '>': [{ var: 'amount' }, 50] }, 'end')], bounced: 'refused' },
    },
  });
  const begin2 = (data = { amount: 100 }) =>
    new Desk(workflowOf(chart, { events: { paid: {}, bounced: { roles: ['finance'] }, audited: {} } }), { data });
  const send = (desk: Desk, name: string, person?: string) =>
    desk.try((state, ctx) =>
      event(desk.workflow, state, { event: name, at: desk.at, ...(person ? { person } : {}) }, ctx),
    );

  it('is taken where it is declared and possible', () => {
    const desk = begin2();
    expect(desk.waiting()).toEqual([]);
    expect(send(desk, 'paid')).toEqual([]);
    expect(desk.state.states).toEqual(['end']);
  });

  it.each([
    'approve',
    'xstate.done.state.wait',
    'xstate.stop',
    'xstate.init',
    'after.0',
    'goto.end',
    '*',
    '',
    'constructor',
  ])('%j is not one', (name) => {
    expect(send(begin2(), name)).toEqual(['workflow/event-unknown']);
  });

  it('is refused where nothing takes it, and nothing is kept', () => {
    const desk = begin2({ amount: 10 });
    expect(send(desk, 'audited')).toEqual(['workflow/event-not-accepted']);
    expect(send(desk, 'paid')).toEqual(['workflow/event-not-accepted']);
    expect(desk.entries).toHaveLength(1);
  });

  it('comes from people only where the workflow names their role', () => {
    const desk = begin2();
    expect(send(desk, 'paid', 'p-fay')).toEqual(['workflow/event-forbidden']);
    expect(send(desk, 'bounced', 'p-dora')).toEqual(['workflow/event-forbidden']);
    expect(send(desk, 'bounced', 'p-gone')).toEqual(['workflow/event-forbidden']);
    expect(send(desk, 'bounced', 'p-fay')).toEqual([]);
  });
});
