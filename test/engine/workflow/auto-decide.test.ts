import { describe, expect, it } from 'vitest';
import { organisationOf } from '../../../engine/access/index.ts';
import { type Json, type JsonObject, valueAt } from '../../../engine/core/index.ts';
import { checkWorkflow, workflowSchema } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, links, people, units, workflowOf } from './world.ts';

const dora: Json = [{ by: 'person', person: 'p-dora' }];
const three = (second: JsonObject = {}, third: JsonObject = {}) =>
  chartOf({
    first: approval({ assign: dora }, { approve: 'second' }),
    second: approval({ assign: [{ by: 'person', person: 'p-wang' }], ...second }, { approve: 'third' }),
    third: approval({ assign: dora, ...third }),
  });

describe('deciding by itself', () => {
  it('where the same person approved earlier, the very same data', () => {
    const desk = new Desk(workflowOf(three(), { auto: { earlier: true } }))
      .decides('dora', 'approve')
      .decides('wang', 'approve');
    expect(desk.state.states).toEqual(['end']);
    expect(desk.state.tasks['c:3']).toMatchObject({
      status: 'done',
      decision: 'approve',
      auto: 'earlier',
      person: 'p-dora',
    });
    expect(desk.entries.at(-1)?.facts).toContainEqual({
      kind: 'auto',
      step: 'third',
      task: 'c:3',
      person: 'p-dora',
      because: 'earlier',
    });
    expect(desk.effectsOf('open-task')).toMatchObject([{ task: { id: 'c:3', status: 'done', auto: 'earlier' } }]);
  });

  it('not where the data has changed since', () => {
    const desk = new Desk(workflowOf(three({ fields: { ticket: 'edit' } }), { auto: { earlier: true } }));
    desk.decides('dora', 'approve').decides('wang', 'approve', { data: { ticket: 'T1' } });
    expect(desk.waiting()).toEqual(['dora']);
  });

  it('adjacent means the step just before', () => {
    const auto = { adjacent: true };
    expect(
      new Desk(workflowOf(three(), { auto })).decides('dora', 'approve').decides('wang', 'approve').waiting(),
    ).toEqual(['dora']);
    expect(
      new Desk(workflowOf(three({ assign: dora }, { assign: [{ by: 'person', person: 'p-wang' }] }), { auto }))
        .decides('dora', 'approve')
        .waiting(),
    ).toEqual(['wang']);
  });

  it('not for a person who has left before their seat opens: the case then waits and says so', () => {
    const chart = chartOf({
      first: approval({ assign: dora }, { approve: 'second' }),
      second: approval({
        assign: [
          { by: 'person', person: 'p-wang' },
          { by: 'person', person: 'p-dora' },
        ],
        order: 'sequence',
      }),
    });
    const desk = new Desk(workflowOf(chart, { auto: { earlier: true } })).decides('dora', 'approve');
    expect(desk.waiting()).toEqual(['wang']);
    desk.company = organisationOf({
      people: people.map((one) => (one.id === 'p-dora' ? { ...one, active: false } : one)),
      units,
    });
    desk.decides('wang', 'approve');
    expect(desk.state.states).toEqual(['second']);
    expect(Object.values(desk.state.tasks).filter(({ auto }) => auto)).toEqual([]);
  });

  it('law 11: a schema lists no approval by the initiator, and a new definition with it is refused by name', () => {
    expect(Object.keys(valueAt(workflowSchema, '/properties/auto/properties') as JsonObject)).toEqual([
      'earlier',
      'adjacent',
    ]);
    const chart = chartOf({ review: approval({ assign: [{ by: 'role', role: 'finance' }] }) });
    const codes = checkWorkflow(workflowOf(chart, { auto: { initiator: true } }), links).map(({ code }) => code);
    expect(codes).toContain('workflow/auto-initiator');
  });

  it('never for the initiator, whatever a stored release says', () => {
    const chart = chartOf({ review: approval({ assign: [{ by: 'initiator' }] }) });
    for (const initiator of [true, false]) {
      const desk = new Desk(workflowOf(chart, { auto: { initiator } }));
      expect(desk.state).toMatchObject({ states: ['review'], acted: {}, stuck: [{ step: 'review' }] });
    }
  });

  it.each<[string, JsonObject]>([
    ['a signature is due', { sign: 'password' }],
    ['an opinion is due', { opinion: 'required' }],
    ['a field must be filled in', { fields: { ticket: 'required' } }],
    ['the step says no', { auto: false }],
  ])('never where %s', (_, third) => {
    const desk = new Desk(workflowOf(three({}, third), { auto: { earlier: true } }))
      .decides('dora', 'approve')
      .decides('wang', 'approve');
    expect(desk.waiting()).toEqual(['dora']);
  });

  it('never for what must be kept apart', () => {
    const desk = new Desk(workflowOf(three({}, { separate: ['first'] }), { auto: { earlier: true } }))
      .decides('dora', 'approve')
      .decides('wang', 'approve');
    expect(desk.waiting()).toEqual([]);
    expect(desk.state.states).toEqual(['third']);
  });
});
