import { idleIssues, type TakenProperty } from '../core/idle.ts';
import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type JsonObject, own } from '../core/json.ts';
import { didYouMean } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import type { Field, OptionSet } from '../fields/index.ts';
import { type Form, fieldAt } from '../forms/index.ts';
import type { Dashboard, DashboardFilter, Dimension, Widget } from './dashboard.ts';
import type { Dataset, DatasetField, DatasetFieldType } from './dataset.ts';

type Options = (key: string) => OptionSet | undefined;

/** What a field of a dataset may say beside its path, type and title, by its type. */
const ofTypes = (at: JsonPointer, types: readonly DatasetFieldType[]): TakenProperty<DatasetField> => ({
  at,
  takes: (_, { type }) => types.includes(type),
  why: {
    en: `only ${types.join(', ')} has it`,
    'zh-CN': `仅 ${types.join('、')} 类型有此项`,
  },
});
const ofColumns: readonly TakenProperty<DatasetField>[] = [
  ofTypes('/currency', ['money']),
  ofTypes('/digits', ['number', 'percent']),
  ofTypes('/options', ['choice', 'multi-choice']),
  ofTypes('/label', ['reference', 'person', 'unit']),
  ofTypes('/workflow', ['status']),
];

const ofFilterTypes = (at: JsonPointer, types: readonly DashboardFilter['type'][]): TakenProperty<DashboardFilter> => ({
  at,
  takes: (_, { type }) => types.includes(type),
  why: { en: `only a ${types.join(' or ')} filter has it`, 'zh-CN': `仅 ${types.join('、')} 筛选有此项` },
});
const ofFilters: readonly TakenProperty<DashboardFilter>[] = [
  ofFilterTypes('/multiple', ['choice']),
  ofFilterTypes('/options', ['choice']),
  ofFilterTypes('/role', ['person']),
];

const ungrouped = { en: 'it is not grouped by anything', 'zh-CN': '未按任何字段分组' };
const ofWidgets: readonly TakenProperty<Widget>[] = ['/sort', '/limit'].map((at) => ({
  at,
  takes: (_, { dimensions }) => dimensions.length > 0,
  why: ungrouped,
}));

const ofDimensions: readonly TakenProperty[] = [
  {
    at: '/others',
    takes: ({ top }) => top !== undefined,
    why: { en: 'nothing is cut off without "top"', 'zh-CN': '没有 top 时不会合并其余项' },
  },
];

const ofFormats: readonly TakenProperty[] = [
  {
    at: '/currency',
    takes: ({ kind }) => kind === 'money',
    why: { en: 'only "money" has it', 'zh-CN': '仅 money 格式有此项' },
  },
  {
    at: '/digits',
    takes: ({ kind }) => kind !== 'money',
    why: { en: 'a currency has its own decimals', 'zh-CN': '金额按币种的小数位显示' },
  },
];

/** Fields of a dataset that say what their type does not do, or take a form's number or amount for another. */
export function columnIssues(dataset: Dataset, form: ((key: string) => Form | undefined) | undefined): Issue[] {
  const declared = objectAt(dataset.json, 'fields');
  return Object.values(dataset.fields).flatMap((column) => {
    const json = objectAt(declared, column.name);
    const at = pointer('fields', column.name);
    return [
      ...idleIssues(json, at, ofColumns, column),
      ...amountIssues(json, column, sourceOf(column, dataset, form), at),
    ];
  });
}

/** The form's field that a path leads to: `data.amount`, `data.partner.limit`. */
function sourceOf(
  { path }: DatasetField,
  { from }: Dataset,
  form: ((key: string) => Form | undefined) | undefined,
): Field | undefined {
  const [head, name = '', inner] = path.split('.');
  const holder = head !== 'data' || typeof from === 'string' ? undefined : form?.(from.form);
  const field = holder && fieldAt(holder, name);
  if (!field?.link || inner === undefined) return field;
  const linked = form?.(field.link.form);
  return linked && fieldAt(linked, inner);
}

// An amount counts in the minor units of its own currency, a number in ones.
function amountIssues(json: JsonObject, { type }: DatasetField, field: Field | undefined, at: JsonPointer): Issue[] {
  if (!field || type !== 'money') return [];
  if (field.type !== 'money')
    return [
      issue('reports/field-type', `${at}/type`, { path: String(json.path), found: 'money', expected: field.type }),
    ];
  const { currency } = field.declaration as { currency: string };
  return json.currency === undefined || json.currency === currency
    ? []
    : [issue('reports/other-currency', `${at}/currency`, { field: field.title, currency, found: json.currency })];
}

/** What filters and widgets of a dashboard say and do not do. */
export function tileIssues(dashboard: Dashboard, options: Options | undefined): Issue[] {
  const filters = objectAt(dashboard.json, 'filters');
  return [
    ...Object.entries(dashboard.filters).flatMap(([key, filter]) => {
      const at = pointer('filters', key);
      return [...idleIssues(objectAt(filters, key), at, ofFilters, filter), ...defaultIssues(filter, at, options)];
    }),
    ...Object.entries(dashboard.widgets).flatMap(([key, widget]) =>
      widgetIssues(widget, pointer('widgets', key), options),
    ),
  ];
}

function defaultIssues(filter: DashboardFilter, at: JsonPointer, options: Options | undefined): Issue[] {
  if (filter.type !== 'choice' || !filter.default) return [];
  if (filter.default.length > 1 && !filter.multiple)
    return [issue('reports/several-defaults', `${at}/default`, { filter: filter.title })];
  const known = keysOf(filter, options);
  return filter.default.flatMap((key) =>
    known && !known.includes(key)
      ? [issue('reports/default-unknown', `${at}/default`, { found: key, hint: didYouMean(key, known) })]
      : [],
  );
}

function widgetIssues(widget: Widget, at: JsonPointer, options: Options | undefined): Issue[] {
  const { json, dimensions } = widget;
  return [
    ...idleIssues(json, at, ofWidgets, widget),
    ...listAt(json, 'dimensions').flatMap((each, index) => {
      const place = `${at}/dimensions/${index}`;
      return [...idleIssues(each, place, ofDimensions, undefined), ...orderIssues(dimensions[index], place, options)];
    }),
    ...listAt(json, 'measures').flatMap((each, index) => {
      const place = `${at}/measures/${index}/format`;
      const format = own(each, 'format');
      if (!isJsonObject(format)) return [];
      const bare = format.kind === 'money' && format.currency === undefined;
      return [
        ...idleIssues(format, place, ofFormats, undefined),
        ...(bare ? [issue('definition/required', place, { key: 'currency' })] : []),
      ];
    }),
  ];
}

function orderIssues(dimension: Dimension | undefined, at: JsonPointer, options: Options | undefined): Issue[] {
  const known = dimension?.order && keysOf(dimension.field, options);
  return (dimension?.order ?? []).flatMap((key, index) =>
    known && !known.includes(key)
      ? [issue('reports/order-unknown', `${at}/order/${index}`, { found: key, hint: didYouMean(key, known) })]
      : [],
  );
}

/** The keys that there are to choose from, where they are known. */
function keysOf(
  { type, options: set, choices }: { type: string; options?: string; choices?: readonly { key: string }[] },
  options: Options | undefined,
): string[] | undefined {
  if (choices) return choices.map(({ key }) => key);
  if (type === 'boolean') return ['true', 'false'];
  return set === undefined ? undefined : options?.(set)?.items.map(({ key }) => key);
}

function objectAt(json: JsonObject, key: string): JsonObject {
  const value = own(json, key);
  return isJsonObject(value) ? value : {};
}

function listAt(json: JsonObject, key: string): JsonObject[] {
  const list = own(json, key);
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
