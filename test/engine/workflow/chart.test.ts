import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/core/index.ts';
import { event, start, type Workflow } from '../../../engine/workflow/index.ts';
import { sendChart } from '../../../engine/workflow/machine.ts';
import { approval, chartOf, Desk, guard, role, workflowOf } from './world.ts';

const dora = [{ by: 'person', person: 'p-dora' }];
const fay = [{ by: 'person', person: 'p-fay' }];

describe('a chart', () => {
  it('sorts by itself with always', () => {
    const chart = chartOf({
      sort: { always: [guard({ '>': [{ var: 'amount' }, 500] }, 'review'), 'end'] },
      review: approval({ assign: dora }),
    });
    expect(new Desk(workflowOf(chart), { data: { amount: 600 } }).state.states).toEqual(['review']);
    expect(new Desk(workflowOf(chart), { data: { amount: 500 } }).state).toMatchObject({
      states: ['end'],
      status: 'done',
      visited: ['sort', 'end'],
    });
  });

  it('keeps for other tools what is written about its states and transitions', () => {
    const notes = { description: 'Looked at once', tags: ['waiting'] };
    const chart: JsonObject = {
      ...chartOf({
        review: approval({ assign: dora }, { approve: { target: 'end', description: 'All is well' } }, notes),
      }),
      description: 'A short way',
    };
    const workflow = workflowOf(chart);
    expect(workflow.json.chart).toEqual(chart);
    expect(workflow.states.review?.tags).toEqual(['waiting']);
  });

  it('joins parallel regions; a decision moves its own region only', () => {
    const part = (step: string, assign: JsonObject[]) => ({
      initial: step,
      states: {
        [step]: { meta: { step: { type: 'approval', assign } }, on: { approve: `${step}-ok`, reject: `${step}-ok` } },
        [`${step}-ok`]: { type: 'final' },
      },
    });
    const chart = chartOf({
      both: { type: 'parallel', states: { a: part('legal', dora), b: part('cash', fay) }, onDone: 'end' },
    });
    const desk = new Desk(workflowOf(chart)).decides('dora', 'approve');
    expect(desk.state).toMatchObject({ states: ['both.a.legal-ok', 'both.b.cash'], recordStatus: 'legal-ok+cash' });
    desk.decides('fay', 'reject');
    expect(desk.state.states).toEqual(['end']);
  });

  it('may be parallel as a whole', () => {
    const one = (step: string, assign: JsonObject[]) => ({
      initial: step,
      states: {
        [step]: { meta: { step: { type: 'approval', assign, decisions: ['approve'] } }, on: { approve: `${step}-ok` } },
        [`${step}-ok`]: { type: 'final', meta: { outcome: 'approved' } },
      },
    });
    const desk = new Desk(workflowOf({ type: 'parallel', states: { a: one('legal', dora), b: one('cash', fay) } }));
    desk.decides('fay', 'approve').decides('dora', 'approve');
    expect(desk.state).toMatchObject({ status: 'done', outcome: 'approved' });
  });

  it('remembers where it was with a history state', () => {
    const chart = chartOf({
      work: {
        initial: 'one',
        states: {
          one: approval({ assign: dora, decisions: ['approve'] }, { approve: 'two', reject: undefined as never }),
          two: approval({ assign: fay, decisions: ['approve'] }, { approve: '#end', reject: undefined as never }),
          last: { type: 'history' },
        },
        on: { pause: 'paused' },
      },
      paused: { meta: { step: { type: 'wait' } }, on: { 'go-on': 'work.last' } },
      end: { id: 'end', type: 'final', meta: { outcome: 'approved' } },
    });
    const plain = JSON.parse(JSON.stringify(chart)) as JsonObject;
    const workflow = workflowOf(plain, { events: { pause: {}, 'go-on': {} } });
    const desk = new Desk(workflow).decides('dora', 'approve');
    const send = (name: string) => desk.try((state, ctx) => event(workflow, state, { event: name, at: desk.at }, ctx));
    expect(send('pause')).toEqual([]);
    expect(desk.waiting()).toEqual([]);
    expect(send('go-on')).toEqual([]);
    expect(desk.state.states).toEqual(['work.two']);
    expect(desk.waiting()).toEqual(['fay']);
    expect(desk.state.snapshot.history).toEqual({ 'work.last': ['work.two'] });
  });

  it('lets what holds a state answer for it', () => {
    const desk = new Desk(
      workflowOf(
        chartOf({
          all: {
            initial: 'one',
            states: { one: { meta: { step: { type: 'approval', assign: dora } }, on: { approve: '#done' } } },
            on: { reject: 'refused' },
          },
          end: { id: 'done', type: 'final', meta: { outcome: 'approved' } },
        }),
      ),
    );
    desk.decides('dora', 'reject');
    expect(desk.state.states).toEqual(['refused']);
  });

  it('opens a step anew when it is entered again', () => {
    const desk = new Desk(
      workflowOf(
        chartOf({
          review: approval(
            { assign: dora, decisions: ['approve', 'again'] },
            { again: { target: 'review', reenter: true } },
          ),
        }),
      ),
    );
    desk.decides('dora', 'again');
    expect(desk.state.steps.review?.round).toBe(2);
    expect(desk.task('dora').id).toBe('c:2');
  });

  it('takes decisions of its own making', () => {
    const desk = new Desk(
      workflowOf(
        chartOf({
          review: approval(
            { assign: role('director'), decide: 'all', decisions: ['approve', 'refer'] },
            { refer: 'law' },
          ),
          law: approval({ assign: fay }),
        }),
      ),
    );
    desk.decides('wang', 'refer');
    expect(desk.waiting()).toEqual(['fay']);
    expect(desk.state.tasks['c:1']).toMatchObject({ status: 'cancelled', closed: { by: 'p-wang', decision: 'refer' } });
  });

  it('sends copies without waiting for anybody', () => {
    const desk = new Desk(
      workflowOf(
        chartOf({
          tell: { meta: { step: { type: 'copy', assign: role('director') } }, on: { done: 'review' } },
          review: approval({ assign: fay }),
        }),
      ),
    );
    expect(desk.state.states).toEqual(['review']);
    expect(desk.effectsOf('open-task').map(({ task }) => `${task.kind} ${task.person} ${task.status}`)).toEqual([
      'copy p-dora done',
      'copy p-wang done',
      'approval p-fay open',
    ]);
  });

  it('acts: sets, tells, makes records, calls', () => {
    const actions = [
      { type: 'set', params: { closedOn: { rule: { today: [] } }, reason: 'done', ticket: null } },
      { type: 'notify', params: { template: 'ready', to: ['initiator', 'participants', { role: 'finance' }] } },
      { type: 'notify', params: { template: 'ready', to: 'initiator', channel: 'mail' } },
      {
        type: 'create-record',
        params: {
          form: 'log',
          data: { said: { rule: { var: 'reason' } }, by: [{ rule: { var: 'actor.id' } }], n: 1 },
          link: 'source',
        },
      },
      { type: 'call', params: { connector: 'bank', data: { amount: { rule: { var: 'amount' } } } } },
      { type: 'emit', params: { event: 'closed' } },
      { type: 'start-case', params: { workflow: 'archive', data: { round: { rule: { var: 'case.round' } } } } },
      { type: 'apply-change' },
    ];
    const desk = new Desk(
      workflowOf(
        chartOf({
          review: approval({ assign: dora }),
          end: { type: 'final', meta: { outcome: 'approved' }, entry: actions },
        }),
      ),
      { data: { amount: 100, ticket: 'T1' } },
    );
    desk.decides('dora', 'approve');
    expect(desk.data).toEqual({ amount: 100, total: 0, reason: 'done', closedOn: '2026-09-29' });
    expect(desk.effects.map(({ type, delivery }) => `${type} ${delivery}`)).toEqual([
      'set inside',
      'set-status inside',
      'close-task inside',
      'notify inside',
      'send-mail outside',
      'create-record inside',
      'call outside',
      'emit outside',
      'start-case inside',
      'apply-change inside',
    ]);
    expect(desk.effectsOf('notify')).toEqual([
      { template: 'ready', to: ['p-ann', 'p-dora', 'p-fay', 'p-fred', 'p-max'] },
    ]);
    expect(desk.effectsOf('create-record')).toEqual([
      { form: 'log', data: { said: 'done', by: ['p-dora'], n: 1 }, link: 'source' },
    ]);
    expect(desk.effectsOf('call')).toEqual([{ connector: 'bank', data: { amount: 100 } }]);
    expect(desk.effectsOf('start-case')).toEqual([{ workflow: 'archive', data: { round: 1 } }]);
    expect(desk.entries.at(-1)?.data.fields.sort()).toEqual(['closedOn', 'reason', 'ticket', 'total']);
  });

  it('tells people whom a step has just asked', () => {
    const desk = new Desk(
      workflowOf(
        chartOf({
          review: approval(
            { assign: role('director') },
            {},
            { entry: { type: 'notify', params: { template: 'task' } } },
          ),
        }),
      ),
    );
    expect(desk.effectsOf('notify')).toEqual([{ template: 'task', to: ['p-dora', 'p-wang'], step: 'review' }]);
  });

  it('does not go round for ever', () => {
    const round = chartOf({
      a: { always: guard({ '>': [{ var: 'amount' }, 1] }, 'b') },
      b: { always: guard({ '>': [{ var: 'amount' }, 1] }, 'a') },
    });
    expect(() => new Desk(workflowOf(round))).toThrow('workflow/does-not-settle');
    const skips = { assign: [{ by: 'role', role: 'archivist' }], empty: 'skip' };
    const desk = new Desk(
      workflowOf(chartOf({ a: approval(skips, { approve: 'b' }), b: approval(skips, { approve: 'a' }) })),
    );
    expect(desk.state.stuck).toMatchObject([{ issue: { code: 'workflow/too-many-turns' } }]);
  });
});

describe('starting', () => {
  const workflow = workflowOf(chartOf({ review: approval({ assign: dora }) }));
  const begin = (initiator: string) => () => new Desk(workflow, { initiator });
  it('is for people with the role', () => {
    expect(begin('p-dora')).toThrow('workflow/may-not-start');
    expect(begin('p-gone')).toThrow('workflow/unknown-person');
    expect(begin('p-max')).not.toThrow();
  });
  it('leaves what it is given as it was', () => {
    const desk = new Desk(workflow);
    const before = JSON.stringify(desk.state);
    start(workflow, { case: 'c', initiator: 'p-ann', at: desk.at }, desk.ctx());
    desk.refuses('dora', 'transfer');
    const state = desk.state;
    desk.decides('dora', 'approve');
    expect(JSON.stringify(state)).toBe(before);
  });
});

describe('a stored snapshot', () => {
  const workflow: Workflow = workflowOf(chartOf({ review: approval({ assign: dora }) }));
  it.each<[string, never]>([
    ['of a state that is not there', 'gone' as never],
    ['of nothing', {} as never],
    ['of a prototype member', 'constructor' as never],
    ['that is no state value', 5 as never],
    ['nested where there is nothing inside', { review: 'x' } as never],
  ])('%s is refused, without an exception', (_, value) => {
    const found = sendChart(workflow.machine, { value, history: {} }, { type: 'approve' }, () => true);
    expect(found).toMatchObject({ ok: false, issues: [{ code: 'workflow/bad-snapshot' }] });
  });
});
