import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { isText, localise, type Text } from '../core/text.ts';
import type { RuleType } from '../rules/index.ts';
import type { FormatContext } from './field-type.ts';
import { isBlank, plainly } from './plain-text.ts';
import { linkIssues } from './value-issues.ts';

/** `{ id, title }`: people and units as a record keeps them. The title is the server's, renewed from the organisation. */

export const titledRuleType: RuleType = { kind: 'object', fields: { id: { kind: 'text' }, title: { kind: 'text' } } };

export const titledSchema: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: {
    id: { type: 'string', minLength: 1, maxLength: 64 },
    // One text, or one for each language: unions are no structure, so `checkTitled` looks at it.
    title: {},
  },
};

// Of both languages together.
const MOST_TITLE = 1000;

/** An id alone is enough; of an object, `id` and `title` (or `name`) stay. */
export function normaliseTitled(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  if (typeof value === 'string') return { id: value.trim() };
  if (!isJsonObject(value)) return value;
  if (isBlank(value.id)) return Object.keys(value).length === 0 || isBlank(value.title) ? undefined : value;
  const title = Object.hasOwn(value, 'title') ? value.title : value.name;
  const id = typeof value.id === 'string' ? value.id.trim() : (value.id as Json);
  return title === undefined || isBlank(title) || !isText(title) ? { id } : { id, title };
}

export function checkTitled(value: Json, expected: Text): Issue[] {
  const issues = linkIssues(value, ['title'], expected);
  if (issues.length > 0 || !isJsonObject(value) || value.title === undefined) return issues;
  if (isText(value.title) && JSON.stringify(value.title).length <= MOST_TITLE) return issues;
  return [issue('field/type', '/title', { expected: { en: 'a text', 'zh-CN': '文本' } })];
}

export function formatTitled(value: Json, _d: unknown, context: Pick<FormatContext, 'locale'>): string {
  if (!isJsonObject(value)) return plainly(value);
  return isText(value.title) ? localise(value.title, context.locale) : plainly(value.id ?? '');
}
