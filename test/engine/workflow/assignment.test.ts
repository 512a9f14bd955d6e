import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../engine/core/index.ts';
import { approval, chartOf, Desk, workflowOf } from './world.ts';

function found(assign: Json, data: JsonObject = { amount: 100 }, initiator = 'p-ann'): string[] {
  return new Desk(workflowOf(chartOf({ review: approval({ assign, empty: 'incident' }) })), {
    data,
    initiator,
  }).waiting();
}

describe('who is assigned', () => {
  it.each<[string, Json, string[]]>([
    ['a person', [{ by: 'person', person: 'p-dora' }], ['dora']],
    ['a person who left', [{ by: 'person', person: 'p-gone' }], []],
    ['a role, in order of name, without those who left', [{ by: 'role', role: 'finance' }], ['fay', 'fred', 'max']],
    ['a role in the initiator’s unit', [{ by: 'role', role: 'finance', within: 'initiator.unit' }], ['fay', 'max']],
    ['a role in a named unit', [{ by: 'role', role: 'finance', within: 'u-west' }], ['fred']],
    ['a role in a unit and below it', [{ by: 'role', role: 'finance', within: 'u-group' }], ['fay', 'fred', 'max']],
    ['the initiator, who approves nothing of their own', [{ by: 'initiator' }], []],
    ['the head of the initiator’s unit', [{ by: 'unit-head' }], ['dora']],
    ['the head of a named unit', [{ by: 'unit-head', within: 'u-west' }], ['wang']],
    ['the manager', [{ by: 'manager' }], ['dora']],
    ['the manager’s manager', [{ by: 'manager', level: 2 }], ['president']],
    ['above the top', [{ by: 'manager', level: 5 }], []],
    ['the chain of managers', [{ by: 'manager-chain', levels: 5 }], ['dora', 'president']],
    [
      'several entries: each person once, in the order written',
      [
        { by: 'person', person: 'p-wang' },
        { by: 'role', role: 'director' },
      ],
      ['wang', 'dora'],
    ],
    [
      'a rule',
      [{ by: 'rule', rule: { if: [{ '>': [{ var: 'amount' }, 50] }, 'p-president', 'p-dora'] } }],
      ['president'],
    ],
  ])('%s', (_, assign, people) => {
    expect(found(assign)).toEqual(people);
  });

  it.each<[string, JsonObject, string[]]>([
    ['a person', { amount: 1, reviewer: { id: 'p-dave', title: 'Dave' } }, ['dave']],
    ['nobody', { amount: 1 }, []],
    ['who left', { amount: 1, reviewer: { id: 'p-gone', title: 'Gone' } }, []],
  ])('a field with %s', (_, data, people) => {
    expect(found([{ by: 'field', field: 'reviewer' }], data)).toEqual(people);
  });

  it('a role in the unit of a field; an empty unit is nobody, never everybody', () => {
    const assign = [{ by: 'role', role: 'finance', within: { field: 'office' } }];
    expect(found(assign, { amount: 1, office: { id: 'u-west', title: 'West' } })).toEqual(['fred']);
    expect(found(assign, { amount: 1 })).toEqual([]);
  });

  it('whom the initiator chose, from among those they may', () => {
    const workflow = workflowOf(
      chartOf({ review: approval({ assign: [{ by: 'choice', of: 'initiator', role: 'finance', max: 2 }] }) }),
    );
    const begin = (chosen?: { [step: string]: string[] }) => () => new Desk(workflow, chosen ? { chosen } : {});
    expect(begin({ review: ['p-fred'] })().waiting()).toEqual(['fred']);
    expect(begin()).toThrow('workflow/choice-due');
    expect(begin({ review: ['p-dora'] })).toThrow('workflow/out-of-scope');
    expect(begin({ review: ['p-fay', 'p-fred', 'p-max'] })).toThrow('workflow/too-many-chosen');
    expect(begin({ review: ['p-gone'] })).toThrow('workflow/unknown-person');
    expect(begin({ other: ['p-fay'] })).toThrow('workflow/unknown-step');
  });

  it('whom the approver before chose', () => {
    const workflow = workflowOf(
      chartOf({
        first: approval({ assign: [{ by: 'person', person: 'p-dora' }] }, { approve: 'second' }),
        second: approval({ assign: [{ by: 'choice', of: 'previous' }] }),
      }),
    );
    const desk = new Desk(workflow);
    expect(desk.codes('dora', 'approve')).toEqual(['workflow/choice-due']);
    desk.decides('dora', 'approve', { chosen: { second: ['p-fred'] } });
    expect(desk.waiting()).toEqual(['fred']);
  });

  it('C47: whom the initiator chose and whom the approver before chose, each for their own entry', () => {
    const workflow = workflowOf(
      chartOf({
        first: approval({ assign: [{ by: 'person', person: 'p-dora' }] }, { approve: 'second' }),
        second: approval({
          decide: 'all',
          assign: [
            { by: 'choice', of: 'initiator' },
            { by: 'choice', of: 'previous' },
          ],
        }),
      }),
    );
    const desk = new Desk(workflow, { chosen: { second: ['p-fay'] } });
    desk.decides('dora', 'approve', { chosen: { second: ['p-fred'] } });
    expect(desk.waiting().sort()).toEqual(['fay', 'fred']);
  });

  it('says in history which entry found whom, and who was left out', () => {
    const desk = new Desk(
      workflowOf(
        chartOf({
          review: approval({
            assign: [
              { by: 'role', role: 'finance', within: 'u-east' },
              { by: 'person', person: 'p-gone' },
            ],
            separate: ['initiator'],
          }),
        }),
      ),
      { initiator: 'p-max' },
    );
    expect(desk.entries[0]?.facts.find(({ kind }) => kind === 'assigned')).toEqual({
      kind: 'assigned',
      step: 'review',
      people: [{ person: 'p-fay', by: 'finance@u-east' }],
      pools: [],
      seats: [
        { entry: 0, person: 'p-fay', by: 'finance@u-east' },
        { entry: 1, vacant: true },
      ],
      empty: 'incident',
      found: [
        { assign: 0, by: 'role', people: ['p-fay', 'p-max'] },
        { assign: 1, by: 'person', people: ['p-gone'] },
      ],
      excluded: [
        { person: 'p-max', because: 'separate', step: 'initiator' },
        { person: 'p-gone', because: 'inactive' },
      ],
    });
  });
});

describe('where nobody is found', () => {
  const nobody = { assign: [{ by: 'role', role: 'archivist' }] };
  const begin = (step: JsonObject, more: JsonObject = {}, next = 'end') =>
    new Desk(
      workflowOf(
        chartOf({
          review: approval({ ...nobody, ...step }, { approve: next }),
          check: approval({ assign: [{ by: 'role', role: 'director' }] }),
        }),
        more,
      ),
    );

  it('an incident is opened and the case waits', () => {
    const desk = begin({});
    expect(desk.state).toMatchObject({
      status: 'running',
      states: ['review'],
      stuck: [{ incident: 'c:i1', step: 'review' }],
    });
    expect(desk.effectsOf('open-incident')).toMatchObject([
      { incident: 'c:i1', retry: true, issue: { code: 'workflow/nobody' } },
    ]);
  });

  it('the step is skipped, and that is told', () => {
    const desk = begin({ empty: 'skip' }, {}, 'check');
    expect(desk.state.states).toEqual(['check']);
    expect(desk.state.steps.review).toMatchObject({ outcome: 'skipped' });
    expect(desk.state.passed).toEqual([]);
  });

  it('another role stands in', () => {
    expect(begin({ empty: { role: 'president' } }).waiting()).toEqual(['pool president']);
  });

  it('the administrators get it', () => {
    expect(begin({ empty: 'to-admin' }, { admin: 'admin' }).waiting()).toEqual(['pool admin']);
  });

  it('a rule that fails is an incident with its cause, whatever the policy', () => {
    const step = {
      assign: [
        {
          by: 'rule',
          rule: { if: [{ '>': [{ '/': [{ var: 'amount' }, { var: 'total' }] }, 1] }, 'p-dora', 'p-wang'] },
        },
      ],
      empty: 'skip',
    };
    const desk = new Desk(workflowOf(chartOf({ review: approval(step) })), { data: { amount: 100, total: 0 } });
    expect(desk.state.states).toEqual(['review']);
    expect(desk.effectsOf('open-incident')).toMatchObject([
      { issue: { code: 'workflow/assign-failed', params: { cause: { en: 'Division by zero' } } } },
    ]);
  });
});
