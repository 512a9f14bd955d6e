import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/core/json.ts';
import {
  parseDashboard,
  parseDataset,
  planWidget,
  type ReportContext,
  shape,
  type WidgetModel,
} from '../../../engine/reports/index.ts';
import { answer } from './in-memory.ts';
import { context, dashboard, dashboardJson, forms, visitsJson } from './visits.ts';

type Visit = [day: string | undefined, topic: string | undefined, value: number, status: string, client?: string];

const clients: { [id: string]: string } = { c1: 'Ada', c2: 'Bo', c3: 'Cy' };
const rowsOf = (visits: Visit[]): JsonObject[] =>
  visits.map(([day, topic, value, status, client = 'c1']) => ({
    status,
    unit: 'bj',
    owner: 'p1',
    createdAt: `${day ?? '2026-11-01'}T16:30:00.000Z`,
    data: {
      ...(day && { day }),
      ...(topic && { topic }),
      value,
      client: { id: client, name: clients[client] ?? '' },
      minutes: value / 10,
      done: status === 'billed',
    },
  }));

const rows = rowsOf([
  ['2026-08-31', 'loan', 100, 'planned'],
  ['2026-10-01', 'loan', 200, 'visited', 'c2'],
  ['2026-10-24', 'card', 300, 'billed', 'c2'],
  ['2026-10-25', 'card', 50, 'billed', 'c3'],
  ['2026-11-01', undefined, 400, 'billed', 'c1'],
  ['2026-11-24', 'gone', 150, 'lost', 'c3'],
]);

function show(
  widget: JsonObject,
  filters: JsonObject = {},
  over: Partial<ReportContext> & { now?: string } = {},
  data = rows,
): WidgetModel {
  const report = dashboard({ w: widget });
  const ctx = context(over);
  const plans = planWidget(report, 'w', filters, ctx);
  if (!plans.ok) throw new Error(JSON.stringify(plans.issues));
  return shape(
    report,
    'w',
    filters,
    plans.value.map((plan) => answer(plan, data)),
    ctx,
  );
}

const categories = (model: WidgetModel) => ('categories' in model ? model.categories.map(({ label }) => label) : []);
const values = (model: WidgetModel) => ('series' in model ? model.series.map((series) => series.values) : []);
const cells = (model: WidgetModel) => (model.widget === 'table' ? model.rows.map((row) => row.cells) : []);

describe('a column that is a percentage', () => {
  const typed = (type?: string) => ({
    ...visitsJson,
    fields: { rate: { path: 'data.minutes', ...(type && { type }) } },
  });
  it.each([
    [undefined, 'number'],
    ['percent', 'percent'],
  ])('is shown as the dataset says: %s gives figures as %s', (type, kind) => {
    const dataset = parseDataset(typed(type), { form: (key) => forms[key] });
    if (!dataset.ok) throw new Error(JSON.stringify(dataset.issues));
    const widget = { type: 'kpi', measures: [{ op: 'avg', field: 'rate' }] };
    const report = parseDashboard(dashboardJson({ w: widget }, {}), {
      dataset: () => dataset.value,
      roles: ['manager'],
    });
    if (!report.ok) throw new Error(JSON.stringify(report.issues));
    const plans = planWidget(report.value, 'w', {}, context());
    if (!plans.ok) throw new Error(JSON.stringify(plans.issues));
    const answers = plans.value.map((plan) => answer(plan, rows));
    expect(shape(report.value, 'w', {}, answers, context())).toMatchObject({ format: { kind } });
  });
});

describe('a key figure', () => {
  const kpi: JsonObject = {
    type: 'kpi',
    measures: [{ op: 'sum', field: 'value' }],
    compare: 'previous-period',
    trend: { field: 'day', bucket: 'month', last: 4 },
    target: 1_000,
  };

  it('has its value, target, change since the same days of the period before, and course', () => {
    expect(show(kpi, { period: 'this-month' })).toEqual({
      widget: 'kpi',
      title: 'w',
      value: 550,
      format: { kind: 'money', currency: 'CNY' },
      target: 1_000,
      change: { ratio: 0.1, since: '2026-10-01 – 2026-10-24' },
      trend: [
        { label: '2026-08', value: 100 },
        { label: '2026-09', value: 0 },
        { label: '2026-10', value: 550 },
        { label: '2026-11', value: 550 },
      ],
      mark: { measure: 'value_sum', group: {} },
    });
  });

  it('has no change from nothing, and none when the period is open', () => {
    expect(show(kpi, { period: 'this-year' })).toMatchObject({ value: 1_200, change: { ratio: null } });
    expect(show(kpi)).not.toHaveProperty('change');
  });

  it('of no rows is 0, or nothing for an average', () => {
    expect(show(kpi, {}, {}, [])).toMatchObject({ value: 0 });
    expect(show({ type: 'kpi', measures: [{ op: 'avg', field: 'minutes' }] }, {}, {}, [])).toMatchObject({
      value: null,
      format: { kind: 'number', digits: 2 },
    });
    expect(
      show({ type: 'kpi', measures: [{ op: 'ratio', of: { '==': [{ var: 'done' }, true] } }] }, {}, {}, []),
    ).toMatchObject({ value: null });
  });

  it('divides what a rule takes by all', () => {
    expect(show({ type: 'kpi', measures: [{ op: 'ratio', of: { '==': [{ var: 'done' }, true] } }] })).toMatchObject({
      value: 0.5,
      format: { kind: 'percent', digits: 1 },
    });
  });

  it('divides sums', () => {
    const ratio = { op: 'ratio', of: { op: 'sum', field: 'value', filter: { '==': [{ var: 'done' }, true] } } };
    expect(show({ type: 'kpi', measures: [ratio] })).toMatchObject({ value: 750 / 1_200 });
  });
});

describe('a chart over time', () => {
  const monthly: JsonObject = {
    type: 'bar',
    dimensions: [{ field: 'day', bucket: 'month' }],
    measures: [{ op: 'count' }, { op: 'avg', field: 'value' }],
  };

  it('has months without rows: 0 counted, no average', () => {
    const model = show(monthly);
    expect(categories(model)).toEqual(['2026-08', '2026-09', '2026-10', '2026-11']);
    expect(values(model)).toEqual([
      [1, 0, 3, 2],
      [100, null, 550 / 3, 275],
    ]);
  });

  it('begins with the period and ends today', () => {
    expect(categories(show(monthly, { period: 'this-quarter' }))).toEqual(['2026-10', '2026-11']);
    expect(categories(show(monthly, { period: 'last-12-months' }))).toHaveLength(12);
    expect(categories(show(monthly, { period: 'this-year' }, {}, []))).toHaveLength(11);
    expect(categories(show(monthly, { period: 'all' }, {}, []))).toEqual([]);
  });

  it('goes on to rows that lie ahead', () => {
    expect(
      categories(show(monthly, { period: 'this-quarter' }, {}, rowsOf([['2026-12-31', 'loan', 1, 'planned']]))),
    ).toEqual(['2026-10', '2026-11', '2026-12']);
  });

  it('puts instants into days of the tenant’s zone', () => {
    const daily = { type: 'line', dimensions: [{ field: 'createdAt', bucket: 'day' }], measures: [{ op: 'count' }] };
    const one = rowsOf([['2026-11-01', 'loan', 1, 'planned']]);
    expect(categories(show(daily, {}, { now: '2026-11-02T01:00:00.000Z' }, one))).toEqual(['2026-11-02']);
  });

  it('shows rows without a date, last', () => {
    const model = show(monthly, {}, {}, [...rows, ...rowsOf([[undefined, 'loan', 1, 'planned']])]);
    expect(categories(model).at(-1)).toBe('(none)');
  });
});

describe('a chart by choice and series', () => {
  const split: JsonObject = {
    type: 'bar',
    dimensions: [{ field: 'day', bucket: 'month' }, { field: 'topic' }],
    measures: [{ op: 'count' }],
    stack: true,
  };

  it('has a series for each choice, in the order of the options, in the reader’s language', () => {
    const model = show(split, {}, { locale: 'zh-CN' });
    expect(model).toMatchObject({ widget: 'bar', stacked: true });
    expect('series' in model && model.series.map(({ title }) => title)).toEqual(['贷款', '信用卡', 'gone', '（无）']);
    expect(categories(model)).toEqual(['2026年8月', '2026年9月', '2026年10月', '2026年11月']);
    expect(values(model)).toEqual([
      [1, 0, 1, 0],
      [0, 0, 2, 0],
      [0, 0, 0, 1],
      [0, 0, 0, 1],
    ]);
  });

  it('is sorted and cut where the definition says', () => {
    const model = show({
      type: 'bar',
      dimensions: [{ field: 'topic' }],
      measures: [{ op: 'sum', field: 'value' }],
      sort: ['-value_sum'],
      limit: 2,
    });
    expect(categories(model)).toEqual(['(none)', 'Card']);
    expect(values(model)).toEqual([[400, 350]]);
  });

  it('names states, people, units and what is yes or no', () => {
    const by = (field: string) =>
      categories(show({ type: 'bar', dimensions: [{ field }], measures: [{ op: 'count' }] }, {}, { locale: 'zh-CN' }));
    expect(by('status')).toEqual(['已开票', 'lost', '已计划', '已拜访']);
    expect(by('owner')).toEqual(['李雷']);
    expect(by('unit')).toEqual(['北京']);
    expect(by('done')).toEqual(['否', '是']);
    expect(by('client')).toEqual(['Ada', 'Bo', 'Cy']);
  });
});

describe('shares', () => {
  it('are of everything, with what is cut off as one', () => {
    const model = show({
      type: 'share',
      dimensions: [{ field: 'topic', top: 1 }],
      measures: [{ op: 'sum', field: 'value' }],
    });
    expect(model.widget === 'share' && model.slices).toEqual([
      { label: '(none)', value: 400, share: 400 / 1_200, mark: { measure: 'value_sum', group: { topic: null } } },
      {
        label: 'Others',
        value: 800,
        share: 800 / 1_200,
        mark: { measure: 'value_sum', group: { topic: { not: [null] } } },
      },
    ]);
  });
});

describe('a funnel', () => {
  const order = ['planned', 'visited', 'billed'];
  it.each([
    [false, [1, 1, 3], [1, 1, 3], [['planned'], ['visited'], ['billed']]],
    [true, [5, 4, 3], [1, 0.8, 0.6], [order, ['visited', 'billed'], ['billed']]],
  ])('cumulative %s has %j', (cumulative, counts, shares, reached) => {
    const model = show({
      type: 'funnel',
      cumulative,
      dimensions: [{ field: 'status', order }],
      measures: [{ op: 'count' }],
    });
    const slices = model.widget === 'funnel' ? model.slices : [];
    expect(slices.map(({ label }) => label)).toEqual(['Planned', 'Visited', 'Billed']);
    expect(slices.map(({ value }) => value)).toEqual(counts);
    expect(slices.map(({ share }) => share)).toEqual(shares);
    expect(slices.map(({ mark }) => mark)).toEqual(
      reached.map((states) => ({ measure: 'count', group: { status: { in: states } } })),
    );
  });
});

describe('a table', () => {
  it('ranks the greatest, equals together, the rest last', () => {
    const model = show({
      type: 'table',
      rank: true,
      dimensions: [{ field: 'client', top: 2 }],
      measures: [{ op: 'sum', field: 'value' }, { op: 'count' }, { op: 'share', of: { op: 'sum', field: 'value' } }],
    });
    expect(model.widget === 'table' && model.columns.map(({ key }) => key)).toEqual([
      'rank',
      'client',
      'value_sum',
      'count',
      'value_share',
    ]);
    expect(cells(model)).toEqual([
      [1, 'Ada', 500, 2, 500 / 1_200],
      [1, 'Bo', 500, 2, 500 / 1_200],
      [null, 'Others', 200, 2, 200 / 1_200],
    ]);
  });

  it('says that it is cut', () => {
    expect(
      show({ type: 'table', limit: 1, dimensions: [{ field: 'client' }], measures: [{ op: 'count' }] }),
    ).toMatchObject({ truncated: true });
  });

  it('counts different values and finds extremes', () => {
    const model = show({
      type: 'table',
      dimensions: [{ field: 'status' }],
      measures: [
        { op: 'distinct', field: 'client' },
        { op: 'min', field: 'value' },
        { op: 'max', field: 'value' },
      ],
      sort: ['status'],
    });
    expect(cells(model)).toEqual([
      ['Billed', 3, 50, 400],
      ['lost', 1, 150, 150],
      ['Planned', 1, 100, 100],
      ['Visited', 1, 200, 200],
    ]);
  });
});

it('a widget that cannot be shown says why, in the reader’s language', () => {
  const report = dashboard({ w: { type: 'kpi', measures: [{ op: 'count' }] } });
  expect(shape(report, 'w', { unit: 'mars' }, [], context({ locale: 'zh-CN' }))).toEqual({
    widget: 'failed',
    title: 'w',
    issue: { code: 'reports/filter-value', message: '机构不能取值 mars' },
  });
});

describe('figures as they are', () => {
  it('bugs 23: the course of an average has a gap where there are no rows', () => {
    const model = show({
      type: 'kpi',
      measures: [{ op: 'avg', field: 'value' }],
      trend: { field: 'day', bucket: 'month', last: 4 },
    });
    expect(model.widget === 'kpi' && model.trend.map(({ value }) => value)).toEqual([100, null, 550 / 3, 275]);
  });

  it('B29: parts have no shares where one is below zero', () => {
    const data = rowsOf([
      ['2026-11-01', 'loan', 150, 'billed'],
      ['2026-11-01', 'card', -50, 'billed'],
    ]);
    const model = show(
      { type: 'share', dimensions: [{ field: 'topic' }], measures: [{ op: 'sum', field: 'value' }] },
      {},
      {},
      data,
    );
    expect(model.widget === 'share' && model.slices.map(({ value, share }) => [value, share])).toEqual(
      expect.arrayContaining([
        [150, null],
        [-50, null],
      ]),
    );
  });

  it('B26: an axis by day reaches over two years, and says so where it is cut', () => {
    const byDay = { type: 'line', dimensions: [{ field: 'day', bucket: 'day' }], measures: [{ op: 'count' }] };
    const since = (first: string) =>
      show(
        byDay,
        {},
        {},
        rowsOf([
          [first, 'loan', 1, 'billed'],
          ['2026-11-20', 'loan', 1, 'billed'],
        ]),
      );
    const whole = categories(since('2024-11-01'));
    expect([whole[0], whole[1], whole.length > 700]).toEqual(['2024-11-01', '2024-11-02', true]);
    const cut = since('1990-01-01');
    expect(cut).toMatchObject({ truncated: true });
    expect(categories(cut)[0]).toBe('2026-11-20');
  });
});
