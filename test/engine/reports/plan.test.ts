import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/core/json.ts';
import { filterOptions, planKey, planReads, planWidget } from '../../../engine/reports/index.ts';
import { context, dashboard } from './visits.ts';

const count = { type: 'kpi', measures: [{ op: 'count' }] };

function plansOf(widget: JsonObject, filters: JsonObject = {}, over: Parameters<typeof context>[0] = {}) {
  const planned = planWidget(dashboard({ w: widget }), 'w', filters, context(over));
  if (!planned.ok) throw new Error(JSON.stringify(planned.issues));
  return planned.value;
}
const matchOf = (widget: JsonObject, filters: JsonObject = {}, over = {}) => plansOf(widget, filters, over)[0]?.match;

describe('a filter', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['a period of days', { period: 'this-month' }, { 'data.day': { $gte: '2026-11-01', $lte: '2026-11-30' } }],
    ['days of one’s own', { period: { from: '2026-01-05' } }, { 'data.day': { $gte: '2026-01-05' } }],
    ['all time', { period: 'all' }, {}],
    ['no period', { period: null }, {}],
    ['a unit with those below it', { unit: 'hq' }, { unit: { $in: ['bj', 'hq', 'sh'] } }],
    ['the actor’s own unit', { unit: 'own' }, { unit: { $in: ['bj'] } }],
    ['a choice', { topic: 'loan' }, { 'data.topic': { $in: ['loan'] } }],
    ['several choices', { topic: ['loan', 'old'] }, { 'data.topic': { $in: ['loan', 'old'] } }],
    ['the actor', { host: 'me' }, { 'data.host.id': { $eq: 'p1' } }],
    [
      'two at once',
      { unit: 'sh', host: 'p2' },
      { $and: [{ unit: { $in: ['sh'] } }, { 'data.host.id': { $eq: 'p2' } }] },
    ],
  ])('for %s narrows the rows', (_, filters, match) => {
    expect(matchOf(count, filters)).toEqual(match);
  });

  it('for a period of instants ends with the day in the tenant’s zone', () => {
    expect(matchOf({ ...count, bind: { period: 'createdAt' } }, { period: 'today' })).toEqual({
      createdAt: { $gte: '2026-11-23T16:00:00.000Z', $lt: '2026-11-24T16:00:00.000Z' },
    });
  });

  it.each<[string, JsonObject]>([
    ['a filter that there is not', { periods: 'all' }],
    ['a period that there is not', { period: 'last-week' }],
    ['an operator for a period', { period: { from: { $gt: '' } } }],
    ['a unit that there is not', { unit: 'mars' }],
    ['an operator for a unit', { unit: { $ne: 'x' } }],
    ['a person that there is not', { host: 'p9' }],
    ['a choice that there is not', { topic: 'gold' }],
    ['no choice at all', { topic: [] }],
    ['an operator for a choice', { topic: [{ $gt: '' }] }],
  ])('refuses %s', (_, filters) => {
    const planned = planWidget(dashboard({ w: count }), 'w', filters, context());
    expect(planned.ok).toBe(false);
    expect(planned).toMatchObject({
      issues: [{ code: expect.stringMatching(/^reports\/(unknown-filter|filter-value)$/) }],
    });
  });

  it('without a value takes its default', () => {
    const report = dashboard(
      { w: count },
      {
        period: { type: 'period', title: 'P', default: 'this-year', field: 'day' },
        unit: { type: 'unit', title: 'U', default: 'own', field: 'unit' },
      },
    );
    const planned = planWidget(report, 'w', {}, context());
    expect(planned.ok && planned.value[0]?.match).toEqual({
      $and: [{ 'data.day': { $gte: '2026-01-01', $lte: '2026-12-31' } }, { unit: { $in: ['bj'] } }],
    });
  });

  it('offers what it may be set to', () => {
    const options = filterOptions(dashboard({ w: count }), context());
    expect(
      Object.fromEntries(Object.entries(options).map(([key, list]) => [key, list.map(({ value }) => value)])),
    ).toEqual({
      period: [
        'today',
        'this-week',
        'this-month',
        'last-month',
        'this-quarter',
        'this-year',
        'last-12-months',
        'last-24-months',
        'all',
      ],
      unit: ['hq', 'bj', 'sh'],
      topic: ['loan', 'card', 'old'],
      host: ['p1', 'p2'],
    });
  });
});

describe('a rule of a widget', () => {
  it('is a filter of the store, with who asks filled in', () => {
    const mine = { '==': [{ var: 'owner' }, { var: 'actor.id' }] };
    expect(JSON.stringify(matchOf({ ...count, filter: mine }))).toContain('"p1"');
    expect(planReads(plansOf({ ...count, filter: mine })[0] as never)).toEqual(['owner']);
  });
});

describe('a plan', () => {
  it('is the same for the same question, whoever’s widget asks', () => {
    const [a] = plansOf(count);
    const [b] = plansOf({
      type: 'kpi',
      title: 'Another',
      measures: [{ key: 'n', op: 'count', title: 'N' }],
      target: 5,
    });
    const [c] = plansOf(count, { topic: 'loan' });
    expect(a && b && c && [planKey(a) === planKey(b), planKey(a) === planKey(c)]).toEqual([true, false]);
  });

  it('tells every stored path that it looks at', () => {
    const widget: JsonObject = {
      type: 'table',
      dimensions: [{ field: 'client' }],
      measures: [
        { op: 'sum', field: 'value', filter: { '==': [{ var: 'done' }, true] } },
        { op: 'ratio', of: { '>': [{ var: 'minutes' }, 5] } },
      ],
      filter: { or: [{ '==': [{ var: 'topic' }, 'loan'] }, { '!': { '==': [{ var: 'status' }, 'lost'] } }] },
    };
    const [plan] = plansOf(widget, { unit: 'own' });
    expect(plan && planReads(plan)).toEqual([
      'data.client.id',
      'data.client.name',
      'data.done',
      'data.minutes',
      'data.topic',
      'data.value',
      'status',
      'unit',
    ]);
  });

  it('is data: it survives JSON', () => {
    const plans = plansOf({
      type: 'bar',
      dimensions: [{ field: 'day', bucket: 'month' }, { field: 'topic' }],
      measures: [{ op: 'avg', field: 'value' }],
    });
    expect(JSON.parse(JSON.stringify(plans))).toEqual(plans);
  });
});
