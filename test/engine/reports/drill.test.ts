// The law of drilling down: the rows behind a mark give the number that was clicked, whatever the widget.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/core/json.ts';
import { drillFilter, planWidget, shape, type WidgetModel } from '../../../engine/reports/index.ts';
import { answer, measured, rowsOf } from './in-memory.ts';
import { context, dashboard } from './visits.ts';

const status = { '==': [{ var: 'status' }, 'billed'] };
const measures: JsonObject[] = [
  { op: 'count' },
  { key: 'valued', op: 'count', field: 'value' },
  { op: 'sum', field: 'value' },
  { op: 'avg', field: 'minutes' },
  { op: 'min', field: 'minutes' },
  { op: 'max', field: 'value' },
  { key: 'doneValue', op: 'sum', field: 'value', filter: { '==': [{ var: 'done' }, true] } },
  { op: 'ratio', of: status },
];
const additive: JsonObject[] = measures.filter(({ op }) => op === 'count' || op === 'sum');
const distinct: JsonObject = { op: 'distinct', field: 'client' };

const widgets: { [key: string]: JsonObject } = {
  'kpi-distinct': { type: 'kpi', measures: [distinct] },
  'by-topic': { type: 'bar', dimensions: [{ field: 'topic' }], measures },
  'by-month': { type: 'bar', dimensions: [{ field: 'day', bucket: 'month' }], measures },
  'by-hour-of-creation': {
    type: 'line',
    dimensions: [{ field: 'createdAt', bucket: 'day' }],
    measures: [{ op: 'count' }, distinct],
  },
  'by-week-and-topic': {
    type: 'bar',
    dimensions: [{ field: 'day', bucket: 'week' }, { field: 'topic' }],
    measures: [{ op: 'sum', field: 'value' }],
    stack: true,
  },
  'by-tag': { type: 'bar', dimensions: [{ field: 'tags' }], measures },
  'by-duration': {
    type: 'bar',
    dimensions: [
      {
        field: 'minutes',
        ranges: [
          { key: 'short', title: 'Short', to: 30 },
          { key: 'mid', title: 'Middle', from: 30, to: 60 },
          { key: 'long', title: 'Long', from: 90 },
        ],
      },
    ],
    measures: [{ op: 'count' }, { op: 'sum', field: 'minutes' }],
  },
  'top-clients': { type: 'table', dimensions: [{ field: 'client', top: 2 }], measures },
  'top-months-clients': {
    type: 'table',
    dimensions: [{ field: 'client', top: 1, others: false }, { field: 'done' }],
    measures: [...measures.slice(1), distinct],
  },
  'two-tops': {
    type: 'table',
    dimensions: [
      { field: 'client', top: 1 },
      { field: 'topic', top: 1 },
    ],
    measures: additive,
  },
  'share-of-topic': {
    type: 'share',
    dimensions: [{ field: 'topic', top: 1 }],
    measures: [{ op: 'sum', field: 'value' }],
  },
  'share-of-grade': { type: 'share', dimensions: [{ field: 'grade' }], measures: [{ op: 'count' }] },
  'step-by-step': {
    type: 'funnel',
    dimensions: [{ field: 'status', order: ['planned', 'visited', 'billed'] }],
    measures: [{ op: 'count' }],
  },
  'how-far': {
    type: 'funnel',
    cumulative: true,
    dimensions: [{ field: 'status', order: ['planned', 'visited', 'billed'] }],
    measures: [{ op: 'sum', field: 'value' }],
  },
  'share-in-table': {
    type: 'table',
    dimensions: [{ field: 'owner' }, { field: 'grade' }],
    measures: [{ op: 'share' }],
  },
  'own-filter': { type: 'table', dimensions: [{ field: 'unit' }], measures, filter: { '>': [{ var: 'value' }, 300] } },
};
for (const [index, measure] of measures.entries()) widgets[`kpi-${index}`] = { type: 'kpi', measures: [measure] };

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 5 });
const day = fc
  .integer({ min: 0, max: 400 })
  .map((count) => new Date(Date.UTC(2025, 10, 1) + count * 86_400_000).toISOString());
const instant = fc
  .integer({ min: 0, max: 90 * 24 })
  .map((hours) => new Date(Date.UTC(2026, 8, 1) + hours * 3_600_000).toISOString());
const rowArbitrary = fc
  .record({
    day: maybe(day.map((text) => text.slice(0, 10))),
    topic: maybe(fc.constantFrom('loan', 'card', 'old', 'gone')),
    tags: maybe(fc.uniqueArray(fc.constantFrom('new', 'key', 'lost'), { minLength: 1 })),
    value: maybe(fc.integer({ min: 0, max: 1_000 })),
    minutes: maybe(fc.integer({ min: 0, max: 120 })),
    client: maybe(
      fc.constantFrom(
        { id: 'c1', name: 'Ada', grade: 'a' },
        { id: 'c2', name: 'Bo', grade: 'b' },
        { id: 'c3', name: 'Cy' },
      ),
    ),
    done: maybe(fc.boolean()),
    host: maybe(fc.constantFrom({ id: 'p1', title: 'Li' }, { id: 'p2', title: 'Han' })),
  })
  .chain((data) =>
    fc.record({
      status: fc.constantFrom('planned', 'visited', 'billed', 'lost'),
      unit: fc.constantFrom('hq', 'bj', 'sh'),
      owner: fc.constantFrom('p1', 'p2'),
      createdAt: instant,
      data: fc.constant(JSON.parse(JSON.stringify(data)) as JsonObject),
    }),
  );
const filters = fc.record(
  {
    period: fc.constantFrom('all', 'this-month', 'last-month', 'this-quarter', 'last-12-months', 'today'),
    unit: fc.constantFrom('hq', 'bj'),
    topic: fc.constantFrom('loan', ['loan', 'card']),
    host: fc.constant('me'),
  },
  { requiredKeys: [] },
);

type Clicked = { measure: string; value: number; mark: JsonObject };

function clicks(model: WidgetModel, firstMeasure: string): Clicked[] {
  switch (model.widget) {
    case 'kpi':
      return model.value === null ? [] : [{ measure: firstMeasure, value: model.value, mark: model.mark }];
    case 'bar':
    case 'line':
      return model.series.flatMap(({ values, marks }) =>
        values.flatMap((value, index) =>
          value === null ? [] : { measure: String(marks[index]?.measure), value, mark: marks[index] ?? {} },
        ),
      );
    case 'share':
    case 'funnel':
      return model.slices.map(({ value, mark }) => ({ measure: firstMeasure, value, mark }));
    case 'table':
      return model.rows.flatMap(({ cells, mark }) =>
        model.columns.flatMap(({ key, format }, index) => {
          const value = cells[index];
          return format && typeof value === 'number' ? { measure: key, value, mark } : [];
        }),
      );
    case 'failed':
      throw new Error(model.issue.message);
  }
}

const report = dashboard(widgets);
const ctx = context();

describe('the rows behind a number', () => {
  it.each(Object.keys(widgets))('of %s give that number', (key) => {
    const widget = report.widgets[key];
    if (!widget) throw new Error(key);
    let seen = 0;
    fc.assert(
      fc.property(fc.array(rowArbitrary, { maxLength: 60, size: 'max' }), filters, (rows, set) => {
        const plans = planWidget(report, key, set, ctx);
        if (!plans.ok) throw new Error(JSON.stringify(plans.issues));
        const model = shape(
          report,
          key,
          set,
          plans.value.map((plan) => answer(plan, rows)),
          ctx,
        );
        for (const { measure: name, value, mark } of clicks(model, widget.measures[0]?.key ?? '')) {
          const drilled = drillFilter(report, key, JSON.parse(JSON.stringify(mark)), set, ctx);
          if (!drilled.ok) throw new Error(JSON.stringify(drilled.issues));
          const measure = widget.measures.find((each) => each.key === name);
          const behind = rowsOf(drilled.value, rows);
          if (measure?.op === 'ratio') {
            const billed = behind.filter((row) => row.status === 'billed').length;
            expect(billed / behind.length).toBeCloseTo(value, 9);
          } else if (measure?.op === 'share') {
            const whole = drillFilter(report, key, {}, set, ctx);
            const all = whole.ok ? rowsOf(whole.value, rows) : [];
            expect(behind.length / all.length).toBeCloseTo(value, 9);
          } else if (measure) {
            // What the measure itself leaves out is gone already, unless the mark is one of a whole row of the table.
            const own = name === 'doneValue' && mark.measure === undefined ? { match: { 'data.done': true } } : {};
            const path = measure.field?.path;
            expect(measured({ op: measure.op, ...(path && { path }), ...own }, behind)).toBeCloseTo(value, 6);
            if (measure.op === 'count' && mark.measure !== undefined) expect(behind.length).toBe(value);
          }
          seen += 1;
        }
      }),
      { numRuns: 100 },
    );
    expect(seen).toBeGreaterThan(10);
  });

  it.each<[string, string, JsonObject]>([
    ['a measure that it does not have', 'by-topic', { measure: 'price' }],
    ['a dimension that it does not have', 'by-topic', { group: { status: 'x' } }],
    ['an operator in place of a value', 'by-topic', { group: { topic: { $ne: null } } }],
    ['an operator in a list', 'by-topic', { group: { topic: { in: [{ $gt: '' }] } } }],
    ['both kinds of list', 'by-topic', { group: { topic: { in: [], not: [] } } }],
    ['another key', 'by-topic', { where: '1' }],
    ['a day that does not exist', 'by-month', { group: { day: '2026-02-31' } }],
    ['a range that it does not have', 'by-duration', { group: { minutes: 'endless' } }],
    ['a group that is no object', 'by-topic', { group: 'x' }],
  ])('are not given for %s', (_, key, mark) => {
    expect(drillFilter(report, key, mark, {}, ctx)).toMatchObject({ ok: false, issues: [{ code: 'reports/mark' }] });
  });
});
