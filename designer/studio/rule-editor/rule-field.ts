import {
  fieldTypeOf,
  isJsonObject,
  isText,
  type Json,
  type JsonObject,
  type Locale,
  localise,
} from '../../../engine/index.ts';
import { type Document, definition, listAt, objectAt } from '../document/index.ts';
import type { ComparisonOperator } from './condition.ts';

/** Something a rule may read, as the table of conditions offers it. */
export type RuleField = {
  path: string;
  title: string;
  kind:
    | 'text'
    | 'number'
    | 'money'
    | 'percent'
    | 'date'
    | 'date-time'
    | 'boolean'
    | 'choice'
    | 'list'
    | 'role'
    | 'other';
  currency?: string;
  options?: { value: string; title: string }[];
};

/** What rules about a form may read (or its fields alone), from the draft as it is: broken fields are left out, not refused. */
export function ruleFieldsOf(
  document: Document,
  formKey: string,
  locale: Locale,
  which: 'all' | 'fields' = 'all',
): RuleField[] {
  const form = definition(document, { kind: 'form', key: formKey });
  if (!form) return [];
  const own = fieldsOf(document, objectAt(form, '/fields'), '', '', locale);
  if (which === 'fields') return own;
  const zh = locale === 'zh-CN';
  return [
    ...own,
    { path: 'initiator.unit', title: zh ? '发起人机构' : 'Initiator’s unit', kind: 'text' },
    { path: 'initiator.id', title: zh ? '发起人' : 'Initiator', kind: 'text' },
    { path: 'actor.id', title: zh ? '当前用户' : 'Current person', kind: 'text' },
    { path: 'record.status', title: zh ? '状态' : 'State', kind: 'text' },
  ];
}

function fieldsOf(
  document: Document,
  fields: JsonObject,
  prefix: string,
  titlePrefix: string,
  locale: Locale,
): RuleField[] {
  return Object.entries(fields).flatMap(([name, declaration]) => {
    if (!isJsonObject(declaration)) return [];
    const path = prefix + name;
    const title = titlePrefix + (isText(declaration.title) ? localise(declaration.title, locale) : name);
    const field: RuleField = { path, title, kind: conditionKind(declaration.type ?? null) };
    if (typeof declaration.currency === 'string') field.currency = declaration.currency;
    if (field.kind === 'choice') field.options = optionsOf(document, declaration.options ?? null, locale);
    return [field, ...carriedOf(document, declaration, path, title, locale)];
  });
}

/** A reference is read through the fields that it carries. */
function carriedOf(
  document: Document,
  declaration: JsonObject,
  path: string,
  title: string,
  locale: Locale,
): RuleField[] {
  if (declaration.type !== 'reference' || typeof declaration.form !== 'string') return [];
  const linked = definition(document, { kind: 'form', key: declaration.form });
  if (!linked) return [];
  const carried = [declaration.display, ...listAt(declaration, '/carry')].filter((name) => typeof name === 'string');
  const all = objectAt(linked, '/fields');
  return fieldsOf(
    document,
    Object.fromEntries(carried.flatMap((name) => (name in all ? [[name, all[name] ?? null]] : []))),
    `${path}.`,
    `${title} · `,
    locale,
  );
}

/** How a condition asks for a field of a type: by its parts where it is a link, as a list where it holds several. */
export function conditionKind(type: Json): RuleField['kind'] {
  const kind = typeof type === 'string' ? fieldTypeOf(type) : undefined;
  if (kind === undefined) return 'text';
  if (kind.shape === 'value') return kind.report as RuleField['kind'];
  return kind.shape === 'link' ? 'other' : 'list';
}

/** The choices of an option set's key, or of a list in place. */
export function optionsOf(document: Document, options: Json, locale: Locale): { value: string; title: string }[] {
  const set = typeof options === 'string' ? definition(document, { kind: 'options', key: options }) : undefined;
  const items = Array.isArray(options) ? options : listAt(set ?? {}, '/items');
  return items.flatMap((item) =>
    isJsonObject(item) && typeof item.key === 'string'
      ? [{ value: item.key, title: isText(item.title) ? localise(item.title, locale) : item.key }]
      : [],
  );
}

export type RowOperator = ComparisonOperator | 'between' | 'empty' | 'filled';

/** The comparisons that make sense for a field. */
export function operatorsFor(kind: RuleField['kind']): RowOperator[] {
  switch (kind) {
    case 'money':
    case 'number':
    case 'percent':
    case 'date':
    case 'date-time':
      return ['>', '>=', '<', '<=', '==', '!=', 'between', 'empty', 'filled'];
    case 'boolean':
      return ['==', 'empty', 'filled'];
    case 'choice':
      return ['==', '!=', 'in', 'empty', 'filled'];
    case 'list':
    case 'other':
      return ['filled', 'empty'];
    default:
      return ['==', '!=', 'contains', 'starts-with', 'ends-with', 'empty', 'filled'];
  }
}
