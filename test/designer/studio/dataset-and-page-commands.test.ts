import { describe, expect, it } from 'vitest';
import {
  apply,
  type Command,
  type Document,
  definition,
  documentOf,
  listAt,
  objectAt,
} from '../../../designer/studio/document/index.ts';
import type { JsonObject } from '../../../engine/index.ts';

const claims: JsonObject = {
  kind: 'dataset',
  key: 'claims',
  from: { form: 'claim' },
  filter: { '>': [{ var: 'total' }, 5] },
  fields: { total: { path: 'data.total' }, day: { path: 'data.day' } },
};
const board: JsonObject = {
  kind: 'dashboard',
  key: 'board',
  filters: { big: { type: 'choice', title: 'Big', field: 'total' } },
  widgets: {
    one: {
      dataset: 'claims',
      title: 'total',
      dimensions: [{ field: 'day' }],
      measures: [{ op: 'sum', field: 'total', filter: { '<': [{ var: 'total' }, 9] } }],
      sort: ['-total_sum', 'day'],
      bind: { total: 'total' },
      trend: { field: 'day' },
    },
  },
};
const others: JsonObject = {
  kind: 'dashboard',
  key: 'others',
  filters: { big: { type: 'choice', title: 'Big', field: 'total' } },
  widgets: {
    mine: { dataset: 'claims', measures: [{ op: 'max', field: 'total' }] },
    theirs: { dataset: 'stock', measures: [{ op: 'sum', field: 'total' }] },
  },
};
const page: JsonObject = {
  kind: 'page',
  key: 'start',
  title: 'Start',
  blocks: [
    { type: 'text', text: 'one' },
    { type: 'dashboard', dashboard: 'board' },
    { type: 'view', form: 'claim' },
  ],
};
const start = documentOf(
  [claims, board, others, page].map((json) => ({ kind: json.kind as 'form', key: String(json.key), json })),
);
const draftAfter = (command: Command): Document => {
  const result = apply(start, command);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
};
const refusal = (command: Command) => {
  const result = apply(start, command);
  return result.ok ? [] : result.issues.map(({ code }) => code);
};
const columns = (document: Document) =>
  Object.keys(objectAt(definition(document, { kind: 'dataset', key: 'claims' }) ?? {}, '/fields'));
const dashboard = (document: Document, key: string) => definition(document, { kind: 'dashboard', key });

describe('commands on datasets', () => {
  it('add, move and remove a column', () => {
    const json = { path: 'status' };
    expect(columns(draftAfter({ type: 'column.add', dataset: 'claims', column: 'state', json }))).toEqual([
      'total',
      'day',
      'state',
    ]);
    expect(columns(draftAfter({ type: 'column.move', dataset: 'claims', column: 'day', to: 0 }))).toEqual([
      'day',
      'total',
    ]);
    expect(columns(draftAfter({ type: 'column.remove', dataset: 'claims', column: 'day' }))).toEqual(['total']);
    expect(refusal({ type: 'column.add', dataset: 'claims', column: 'day', json })).toEqual(['studio/name-taken']);
    expect(refusal({ type: 'column.add', dataset: 'claims', column: 'No', json })).toEqual(['studio/field-name']);
    expect(refusal({ type: 'column.remove', dataset: 'claims', column: 'no' })).toEqual(['studio/not-found']);
  });

  it('rename a column in the filter and in every widget that shows the dataset', () => {
    const document = draftAfter({ type: 'column.rename', dataset: 'claims', column: 'total', to: 'sum' });
    expect(columns(document)).toEqual(['sum', 'day']);
    expect(definition(document, { kind: 'dataset', key: 'claims' })?.filter).toEqual({ '>': [{ var: 'sum' }, 5] });
    expect(dashboard(document, 'board')).toEqual({
      ...board,
      filters: { big: { type: 'choice', title: 'Big', field: 'sum' } },
      widgets: {
        one: {
          dataset: 'claims',
          title: 'total',
          dimensions: [{ field: 'day' }],
          measures: [{ op: 'sum', field: 'sum', filter: { '<': [{ var: 'sum' }, 9] } }],
          sort: ['-sum_sum', 'day'],
          bind: { total: 'sum' },
          trend: { field: 'day' },
        },
      },
    });
  });

  it('leave widgets of other datasets alone, and filters that narrow those too', () => {
    const document = draftAfter({ type: 'column.rename', dataset: 'claims', column: 'total', to: 'sum' });
    expect(dashboard(document, 'others')).toEqual({
      ...others,
      widgets: {
        ...(others.widgets as JsonObject),
        mine: { dataset: 'claims', measures: [{ op: 'max', field: 'sum' }] },
      },
    });
  });
});

describe('commands on pages', () => {
  const types = (document: Document) =>
    listAt(definition(document, { kind: 'page', key: 'start' }) ?? {}, '/blocks').map(
      (one) => (one as JsonObject).type,
    );

  it('add, move and remove a block', () => {
    expect(types(draftAfter({ type: 'block.add', page: 'start', json: { type: 'text', text: '' } }))).toEqual([
      'text',
      'dashboard',
      'view',
      'text',
    ]);
    expect(types(draftAfter({ type: 'block.move', page: 'start', from: 2, to: 0 }))).toEqual([
      'view',
      'text',
      'dashboard',
    ]);
    expect(types(draftAfter({ type: 'block.remove', page: 'start', index: 1 }))).toEqual(['text', 'view']);
    expect(refusal({ type: 'block.remove', page: 'start', index: 9 })).toEqual(['studio/not-found']);
  });
});
