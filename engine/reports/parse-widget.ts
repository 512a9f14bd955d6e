import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type JsonObject, own } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { didYouMean } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { isText } from '../core/text.ts';
import type { DashboardFilter, Dimension, Measure, Range, Widget } from './dashboard.ts';
import { widgetSchema } from './dashboard-schema.ts';
import type { Dataset, DatasetField } from './dataset.ts';
import { isFoldable } from './measure-columns.ts';
import { parseMeasure } from './parse-measure.ts';
import { parseRowRule } from './report-rule.ts';
import type { WidgetType } from './widget-type.ts';
import { widgetTypeOf, widgetTypes } from './widgets/registry.ts';

type Links = { dataset(key: string): Dataset | undefined; datasets?: readonly string[] };
type Filters = { [key: string]: DashboardFilter & { field?: string } };

/** One widget. Undefined when it has issues; they point into the dashboard. */
export function parseWidget(
  key: string,
  json: JsonObject,
  filters: Filters,
  links: Links,
  issues: Issue[],
): Widget | undefined {
  const at = pointer('widgets', key);
  const type = widgetTypeOf(String(json.type));
  if (!type) {
    const known = widgetTypes.map((each) => each.type);
    issues.push(
      issue('reports/unknown-widget-type', `${at}/type`, {
        type: String(json.type),
        hint: didYouMean(String(json.type), known),
        allowed: known,
      }),
    );
    return undefined;
  }
  const shape = matchSchema(widgetSchema(type.type), json, at);
  if (shape.length > 0) {
    issues.push(...shape);
    return undefined;
  }
  const dataset = links.dataset(String(json.dataset));
  if (!dataset) {
    const hint = didYouMean(String(json.dataset), links.datasets ?? []);
    issues.push(issue('reports/unknown-dataset', `${at}/dataset`, { dataset: String(json.dataset), hint }));
    return undefined;
  }
  const found: Issue[] = [];
  const widget = read(key, json, type, dataset, filters, at, found);
  // What only holds between parts is asked once each part stands.
  if (found.length === 0)
    found.push(...countIssues(widget, type, at), ...dimensionIssues(widget, at), ...sortIssues(widget, at));
  if (found.length === 0) found.push(...type.check(widget, at));
  issues.push(...found);
  return found.some(({ severity }) => severity === 'error') ? undefined : widget;
}

function read(
  key: string,
  json: JsonObject,
  type: WidgetType,
  dataset: Dataset,
  filters: Filters,
  at: JsonPointer,
  issues: Issue[],
): Widget {
  const dimensions = listAt(json, 'dimensions').flatMap(
    (each, index) => parseDimension(each, dataset, `${at}/dimensions/${index}`, issues) ?? [],
  );
  const measures = listAt(json, 'measures').flatMap(
    (each, index) => parseMeasure(each, dataset, `${at}/measures/${index}`, issues) ?? [],
  );
  const filter = json.filter === undefined ? undefined : parseRowRule(json.filter, dataset.fields, `${at}/filter`);
  if (filter && !filter.ok) issues.push(...filter.issues);
  return {
    key,
    type: type.type,
    title: isText(json.title) ? json.title : key,
    dataset,
    dimensions,
    measures,
    sort: (Array.isArray(json.sort) ? json.sort : []).map((word) => {
      const text = String(word);
      return { by: text.replace(/^-/, ''), descending: text.startsWith('-') };
    }),
    ...(typeof json.limit === 'number' && { limit: json.limit }),
    ...(filter?.ok && { filter: filter.value }),
    bind: parseBind(json, dataset, filters, `${at}/bind`, issues),
    own: Object.fromEntries(
      Object.keys(type.declaration).flatMap((name) =>
        own(json, name) === undefined ? [] : [[name, json[name] ?? null]],
      ),
    ),
    json,
  };
}

function parseDimension(json: JsonObject, dataset: Dataset, at: JsonPointer, issues: Issue[]): Dimension | undefined {
  const field = fieldNamed(String(json.field), dataset, `${at}/field`, issues);
  if (!field) return undefined;
  const bucket = json.bucket as Dimension['bucket'];
  const ranges = json.ranges as Range[] | undefined;
  const isDate = field.type === 'date' || field.type === 'date-time';
  const isNumber = field.type === 'number' || field.type === 'money' || field.type === 'percent';
  if (bucket && !isDate) issues.push(issue('reports/needs-date', `${at}/bucket`, { field: field.title }));
  if (!bucket && field.type === 'date-time') issues.push(issue('reports/needs-bucket', at, { field: field.title }));
  if (ranges && !isNumber)
    issues.push(issue('reports/needs-number', `${at}/ranges`, { op: 'ranges', field: field.title }));
  for (const [index, range] of (ranges ?? []).entries())
    issues.push(...rangeIssues(range, ranges?.[index - 1], `${at}/ranges/${index}`));
  if ((bucket || ranges) && (json.top !== undefined || json.order !== undefined)) {
    const key = json.top === undefined ? 'order' : 'top';
    issues.push(issue('reports/not-here', `${at}/${key}`, { key, op: bucket ? 'bucket' : 'ranges' }));
  }
  return {
    key: typeof json.key === 'string' ? json.key : field.name,
    title: isText(json.title) ? json.title : field.title,
    field,
    ...(bucket && { bucket }),
    ...(ranges && { ranges }),
    ...(Array.isArray(json.order) && { order: json.order.map(String) }),
    ...(typeof json.top === 'number' && { top: { count: json.top, others: json.others !== false } }),
  };
}

function rangeIssues({ from, to }: Range, before: Range | undefined, at: JsonPointer): Issue[] {
  if (from !== undefined && to !== undefined && from >= to) return [issue('reports/range-order', at, { from, to })];
  const overlaps = before && (before.to === undefined || from === undefined || from < before.to);
  return overlaps ? [issue('reports/range-overlap', at)] : [];
}

/** Which filter may narrow which field. */
export function canBind(type: DashboardFilter['type'], field: DatasetField): boolean {
  switch (type) {
    case 'period':
      return field.type === 'date' || field.type === 'date-time';
    case 'unit':
      return field.type === 'unit';
    case 'person':
      return field.type === 'person';
    case 'choice':
      return ['choice', 'multi-choice', 'text', 'boolean', 'status', 'reference'].includes(field.type);
  }
}

// What the widget binds itself comes before what a filter binds by name.
function parseBind(
  json: JsonObject,
  dataset: Dataset,
  filters: Filters,
  at: JsonPointer,
  issues: Issue[],
): Widget['bind'] {
  const bind: Widget['bind'] = {};
  for (const [key, { field: name, type }] of Object.entries(filters)) {
    const field = name === undefined ? undefined : own(dataset.fields, name);
    if (field && canBind(type, field)) bind[key] = field;
  }
  for (const [key, name] of Object.entries(isJsonObject(json.bind) ? json.bind : {})) {
    const filter = own(filters, key);
    if (!filter) {
      issues.push(
        issue('reports/unknown-filter', at + pointer(key), {
          filter: key,
          hint: didYouMean(key, Object.keys(filters)),
        }),
      );
      continue;
    }
    const field = fieldNamed(String(name), dataset, at + pointer(key), issues);
    if (!field) continue;
    if (canBind(filter.type, field)) bind[key] = field;
    else
      issues.push(
        issue('reports/cannot-bind', at + pointer(key), { filter: filter.type, field: field.title, type: field.type }),
      );
  }
  return bind;
}

function fieldNamed(name: string, dataset: Dataset, at: JsonPointer, issues: Issue[]): DatasetField | undefined {
  const field = own(dataset.fields, name);
  if (!field)
    issues.push(
      issue('reports/unknown-field', at, { field: name, hint: didYouMean(name, Object.keys(dataset.fields)) }),
    );
  return field;
}

function countIssues({ dimensions, measures }: Widget, type: WidgetType, at: JsonPointer): Issue[] {
  const wrong = (found: number, { min, max }: { min: number; max: number }) => found < min || found > max;
  return [
    ...(wrong(dimensions.length, type.dimensions)
      ? [issue('reports/dimension-count', `${at}/dimensions`, { widget: type.title, ...type.dimensions })]
      : []),
    ...(wrong(measures.length, type.measures)
      ? [issue('reports/measure-count', `${at}/measures`, { widget: type.title, ...type.measures })]
      : []),
    ...repeated(
      dimensions.map(({ key }) => key),
      `${at}/dimensions`,
    ),
    ...repeated(
      [...dimensions, ...measures].map(({ key }) => key),
      `${at}/measures`,
    ).slice(0, 1),
  ];
}

function repeated(keys: string[], at: JsonPointer): Issue[] {
  return keys.flatMap((key, index) => (keys.indexOf(key) < index ? [issue('reports/repeated-key', at, { key })] : []));
}

// What is cut off must add up, or "others" would show a number that no rows give.
function dimensionIssues({ dimensions, measures }: Widget, at: JsonPointer): Issue[] {
  return dimensions.flatMap(({ top, field }, index) => {
    if (!top?.others) return [];
    const path = `${at}/dimensions/${index}/others`;
    if (field.type === 'multi-choice') return [issue('reports/others-of-list', path, { field: field.title })];
    const unfoldable = measures.find((measure: Measure) => !isFoldable(measure));
    return unfoldable ? [issue('reports/others-of-distinct', path, { measure: unfoldable.title })] : [];
  });
}

function sortIssues({ sort, dimensions, measures }: Widget, at: JsonPointer): Issue[] {
  const known = [...measures, ...dimensions].map(({ key }) => key);
  return sort.flatMap(({ by }, index) =>
    known.includes(by)
      ? []
      : [
          issue('reports/unknown-sort', `${at}/sort/${index}`, {
            key: by,
            hint: didYouMean(by, known),
            allowed: known,
          }),
        ],
  );
}

function listAt(json: JsonObject, key: string): JsonObject[] {
  const list = json[key];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
