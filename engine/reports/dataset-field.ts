import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { didYouMean } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { isText, type Text } from '../core/text.ts';
import { everOffered, type Option } from '../fields/index.ts';
import { fieldTypeOf } from '../fields/registry.ts';
import type { RuleType } from '../rules/index.ts';
import type { Choice, DatasetField, DatasetFieldType, DatasetSource } from './dataset.ts';
import { columnsOf } from './source-columns.ts';

/** What is known of the place that a path names. */
type Found = {
  path: string;
  type: DatasetFieldType;
  title: Text;
  label?: string;
  field?: string;
  /** Its values are of whatever type the definition says. */
  free?: true;
  /** The form's own words about it: currency, digits, options. */
  declaration: JsonObject;
  /** Options that it no longer offers. */
  former?: readonly Option[];
};

/** Where a dataset's fields come from. */
export type FieldSource = {
  from: DatasetSource;
  form?: JsonObject;
  linked(form: string): JsonObject | undefined;
  former?: ((form: string, at: JsonPointer) => Option[]) | undefined;
};

/**
 * One field of a dataset, resolved against its source. `form` is the raw definition of the source's form; a reference's carried
 * fields are found through `linked`.
 */
export function parseDatasetField(
  name: string,
  json: JsonObject,
  source: FieldSource,
  at: JsonPointer,
): { field?: DatasetField; issues: Issue[] } {
  const found = resolvePath(String(json.path), source, at);
  if (!found.place) return { issues: [found.issue] };
  const { place } = found;
  const type = (own(json, 'type') as DatasetFieldType | undefined) ?? place.type;
  if (!place.free && !isCompatible(type, place.type)) {
    const params = { path: place.path, found: type, expected: place.type };
    return { issues: [issue('reports/field-type', `${at}/type`, params)] };
  }
  const said = { ...place.declaration, ...json };
  const label = own(json, 'label') === undefined ? place.label : String(json.label);
  const field: DatasetField = {
    name,
    type,
    path: place.path,
    title: isText(json.title) ? json.title : place.title,
    ruleType: ruleTypeOf(type, textAt(said, 'currency')),
    ...(place.field !== undefined && { field: place.field }),
    ...(label !== undefined && { label }),
    ...(type === 'money' && { currency: textAt(said, 'currency') ?? 'CNY' }),
    ...(typeof said.digits === 'number' && { digits: said.digits }),
    ...(typeof said.options === 'string' && { options: said.options }),
    ...(Array.isArray(said.options) && { choices: choicesOf(said.options, place.former) }),
    ...(textAt(json, 'workflow') !== undefined && { workflow: textAt(json, 'workflow') }),
  };
  return { field, issues: labelIssues(field, source, at) };
}

function labelIssues(field: DatasetField, source: FieldSource, at: JsonPointer): Issue[] {
  if (field.label === undefined) return [];
  const label = resolvePath(field.label, source, `${at}/label`);
  return label.place ? [] : [label.issue];
}

function resolvePath(
  path: string,
  source: FieldSource,
  at: JsonPointer,
): { place: Found } | { place?: undefined; issue: Issue } {
  const [head = '', name = '', ...rest] = path.split('.');
  if (head === 'data' && source.form) return resolveField(source.form, name, rest, source, at);
  const columns = columnsOf(source.from);
  const column = own(columns, path);
  if (column) return { place: { path, type: column.type, title: column.title, declaration: {} } };
  // What a history entry's body holds depends on its kind; the definition says the type.
  if (source.from === 'history' && head === 'body' && name)
    return { place: { path, type: 'text', title: name, free: true, declaration: {} } };
  const known = [...Object.keys(columns), ...Object.keys(fieldsOf(source.form)).map((field) => `data.${field}`)];
  return { issue: issue('reports/unknown-path', `${at}/path`, { path, hint: didYouMean(path, known) }) };
}

function resolveField(
  form: JsonObject,
  name: string,
  rest: string[],
  source: FieldSource,
  at: JsonPointer,
): { place: Found } | { place?: undefined; issue: Issue } {
  const fields = fieldsOf(form);
  const declaration = own(fields, name);
  const path = ['data', name, ...rest].join('.');
  if (!isJsonObject(declaration)) {
    const hint = didYouMean(
      path,
      Object.keys(fields).map((field) => `data.${field}`),
    );
    return { issue: issue('reports/unknown-path', `${at}/path`, { path, hint }) };
  }
  if (declaration.encrypted === true) return { issue: issue('reports/encrypted', `${at}/path`, { path }) };
  const said = String(declaration.type);
  const kind = fieldTypeOf(said);
  const type = kind?.report;
  if (kind && type === undefined) {
    return { issue: issue('reports/no-single-value', `${at}/path`, { path, type: said }) };
  }
  const title = isText(declaration.title) ? declaration.title : name;
  // Of a type that there is not, the form has to answer for; the dataset says what it takes it for.
  if (type === undefined) return { place: { path, type: 'text', title, field: name, free: true, declaration } };
  const former = Array.isArray(declaration.options)
    ? source.former?.(String(form.key), pointer('fields', name))
    : undefined;
  const place: Found = { path, type, title, field: name, declaration, ...(former && { former }) };
  const [inner, ...deeper] = rest;
  if (kind?.shape !== 'link') return inner === undefined ? { place } : noPart(path, at, []);
  // These are stored as `{ id, … }`: the id is what is grouped and compared.
  if (inner === undefined || (inner === 'id' && deeper.length === 0)) {
    const shown = kind.target === 'record' ? own(declaration, 'display') : undefined;
    return {
      place: {
        ...place,
        path: `data.${name}.id`,
        ...(typeof shown === 'string' && { label: `data.${name}.${shown}` }),
      },
    };
  }
  if (kind.target !== 'record')
    return inner === 'title' ? { place: { ...place, type: 'text' } } : noPart(path, at, ['id', 'title']);
  return resolveCarried(place, inner, deeper, source, at);
}

// A reference carries its display field and those that it lists.
function resolveCarried(
  place: Found,
  inner: string,
  deeper: string[],
  source: FieldSource,
  at: JsonPointer,
): ReturnType<typeof resolveField> {
  const { display, carry, form } = place.declaration;
  const carried = [display, ...(Array.isArray(carry) ? carry : [])].filter((name) => typeof name === 'string');
  if (!carried.includes(inner)) return noPart(place.path, at, ['id', ...carried]);
  const target = source.linked(String(form));
  const beyond = { ...source, linked: () => undefined };
  const resolved = target ? resolveField(target, inner, deeper, beyond, at) : undefined;
  if (resolved && !resolved.place) return resolved;
  const type = resolved?.place.type ?? 'text';
  const stored = resolved ? resolved.place.path.replace(/^data\./, '') : [inner, ...deeper].join('.');
  const path = `data.${place.field}.${stored}`;
  return {
    place: {
      ...place,
      path,
      type,
      declaration: resolved?.place.declaration ?? {},
      ...(resolved?.place.former && { former: resolved.place.former }),
      title: resolved?.place.title ?? place.title,
    },
  };
}

function noPart(path: string, at: JsonPointer, known: string[]): { issue: Issue } {
  const hint = didYouMean(path.split('.').at(-1) ?? '', known);
  return { issue: issue('reports/unknown-path', `${at}/path`, { path, hint }) };
}

function fieldsOf(form: JsonObject | undefined): JsonObject {
  const fields = form && own(form, 'fields');
  return isJsonObject(fields) ? fields : {};
}

/** Keys, ids and titles are stored as text and may be taken for each other (a text column may hold states); so may numbers. */
function isCompatible(wanted: DatasetFieldType, stored: DatasetFieldType): boolean {
  if (wanted === stored) return true;
  const texts: DatasetFieldType[] = ['text', 'choice', 'person', 'unit', 'reference', 'status'];
  const numbers: DatasetFieldType[] = ['number', 'money', 'percent'];
  return (texts.includes(wanted) && texts.includes(stored)) || (numbers.includes(wanted) && numbers.includes(stored));
}

export function ruleTypeOf(type: DatasetFieldType, currency?: string): RuleType {
  switch (type) {
    case 'number':
    case 'percent':
      return { kind: 'number' };
    case 'money':
      return currency === undefined ? { kind: 'money' } : { kind: 'money', currency };
    case 'date':
    case 'date-time':
    case 'boolean':
      return { kind: type };
    case 'multi-choice':
      return { kind: 'list', of: { kind: 'text' } };
    default:
      return { kind: 'text' };
  }
}

// Rows may hold what the form no longer offers.
function choicesOf(options: Json[], former: readonly Option[] = []): Choice[] {
  const items = options.flatMap((option) =>
    isJsonObject(option) && typeof option.key === 'string'
      ? [{ key: option.key, title: isText(option.title) ? option.title : option.key }]
      : [],
  );
  return everOffered({ items, former: [...former] }).map(({ key, title }) => ({ key, title }));
}

function textAt(json: JsonObject, key: string): string | undefined {
  const value = own(json, key);
  return typeof value === 'string' ? value : undefined;
}
