import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/core/json.ts';
import { matchSchema } from '../../../engine/core/json-schema.ts';
import {
  checkDashboard,
  checkDataset,
  dashboardSchema,
  datasetSchema,
  widgetTypes,
} from '../../../engine/reports/index.ts';
import { dashboard, dashboardJson, visits, visitsJson } from './visits.ts';

const count = { type: 'kpi', measures: [{ op: 'count' }] };
const period: JsonObject = { period: { type: 'period', title: 'P' } };

describe('a dashboard that surely means something else', () => {
  it.each<[string, JsonObject, JsonObject, string[]]>([
    ['nothing, when all is well', { a: { ...count, bind: { period: 'day' } } }, period, []],
    ['a filter that is bound to nothing', { a: count }, period, ['reports/filter-of-nothing']],
    [
      'a widget that does not follow the others’ filter',
      { a: { ...count, bind: { period: 'day' } }, b: count },
      period,
      ['reports/unfiltered'],
    ],
    [
      'a line between choices',
      { a: { type: 'line', dimensions: [{ field: 'topic' }], measures: [{ op: 'count' }] } },
      {},
      ['reports/no-course'],
    ],
    [
      'a stack of averages',
      { a: { type: 'bar', stack: true, dimensions: [{ field: 'topic' }], measures: [{ op: 'avg', field: 'value' }] } },
      {},
      ['reports/does-not-add-up'],
    ],
  ])('is warned of %s', (_, widgets, filters, codes) => {
    const issues = checkDashboard(dashboard(widgets, filters));
    expect(issues.map(({ code }) => code)).toEqual(codes);
    expect(issues.every(({ severity }) => severity === 'warning')).toBe(true);
  });

  it('is warned of places', () => {
    const report = dashboard({ a: count, b: count }, {});
    const place = { x: 0, y: 0, w: 4, h: 2 };
    const codes = (layout: typeof report.layout) =>
      checkDashboard({ ...report, layout }).map(({ code, path }) => [code, path]);
    expect(codes([{ ...place, widget: 'a' }])).toEqual([['reports/not-placed', '/widgets/b']]);
    expect(
      codes([
        { ...place, widget: 'a' },
        { ...place, x: 3, widget: 'b' },
      ]),
    ).toEqual([['reports/overlap', '/layout/1']]);
    expect(
      codes([
        { ...place, widget: 'a' },
        { ...place, x: 4, widget: 'b' },
      ]),
    ).toEqual([]);
    expect(checkDashboard({ ...report, access: { roles: [] } }).map(({ code }) => code)).toEqual([
      'reports/seen-by-nobody',
    ]);
  });
});

describe('a dataset that surely means something else', () => {
  it.each<[string, JsonObject, string[]]>([
    ['nothing, when all is well', {}, []],
    [
      'two names for one value',
      { fields: { a: { path: 'data.day' }, b: { path: 'data.day' } } },
      ['reports/same-path'],
    ],
    ['states without titles', { fields: { a: { path: 'status' } } }, ['reports/status-without-titles']],
    [
      'choices without titles',
      { fields: { a: { path: 'data.note', type: 'choice' } } },
      ['reports/choice-without-titles'],
    ],
    ['a filter that reads nothing', { filter: { '==': [1, 1] } }, ['reports/constant-filter']],
  ])('is warned of %s', (_, change, codes) => {
    expect(checkDataset(visits({ ...visitsJson, ...change })).map(({ code }) => code)).toEqual(codes);
  });
});

describe('the published schemas', () => {
  it('take what the parsers take', () => {
    const json = dashboardJson({
      a: { ...count, trend: { field: 'day', bucket: 'month' } },
      b: { type: 'bar', dimensions: [{ field: 'topic', top: 3 }], measures: [{ op: 'count' }], stack: true },
    });
    expect(matchSchema(datasetSchema, visitsJson)).toEqual([]);
    expect(matchSchema(dashboardSchema, json)).toEqual([]);
  });

  it('know the keys of each type of widget', () => {
    const issues = matchSchema(dashboardSchema, dashboardJson({ a: { ...count, stack: true } }));
    expect(issues.map(({ code, path }) => [code, path])).toEqual([['definition/unknown-key', '/widgets/a/stack']]);
  });
});

describe('types of widgets', () => {
  it('speak both languages in everything that the studio shows', () => {
    for (const { title, properties } of widgetTypes) {
      for (const text of [title, ...properties.map(({ label }) => label)])
        expect(text).toMatchObject({ en: expect.any(String), 'zh-CN': expect.any(String) });
    }
  });

  it('let the studio edit what they declare', () => {
    for (const { type, declaration, properties } of widgetTypes) {
      const edited = properties.map(({ path }) => path.split('/')[1]);
      expect([type, Object.keys(declaration).filter((key) => !edited.includes(key))]).toEqual([type, []]);
    }
  });
});
