import { type Issue, issue, warning } from '../core/issue.ts';
import { isJsonObject, type JsonObject } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { didYouMean, isKey } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { type Result, unlessIssues } from '../core/result.ts';
import type { Text } from '../core/text.ts';
import { definitionParts } from '../reports/schema-parts.ts';
import type { Template } from './template.ts';
import { checkTemplate, templateReads } from './template-grammar.ts';

const longText: JsonObject = {
  description: 'A text with {{values}}: one for all, or one for each language.',
  anyOf: [
    { type: 'string', maxLength: 65_536 },
    {
      type: 'object',
      minProperties: 1,
      additionalProperties: false,
      properties: { en: { type: 'string', maxLength: 65_536 }, 'zh-CN': { type: 'string', maxLength: 65_536 } },
    },
  ],
};

/** The published JSON Schema of templates. */
export const templateSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Template',
  type: 'object',
  required: ['kind', 'key', 'title', 'channel', 'subject', 'body'],
  additionalProperties: false,
  properties: {
    ...definitionParts('template'),
    channel: { enum: ['notice', 'mail'] },
    format: { description: 'Of a mail’s body.', enum: ['text', 'html'] },
    subject: longText,
    body: longText,
  },
};

/** What a message may show: the same names for every workflow. Fields of the record stand under `data`. */
export const templateValues = [
  'record.id',
  'record.title',
  'record.no',
  'record.status',
  'case.id',
  'case.no',
  'step.title',
  'actor.title',
  'initiator.title',
  'opinion',
] as const;

/** A definition of kind `template`: its texts hold nothing but what the closed grammar allows. */
export function parseTemplate(json: unknown): Result<Template> {
  const issues: Issue[] = matchSchema(templateSchema, json);
  // A body that is no text at all is told by the grammar too, in its own words.
  if (issues.length > 0 || !isJsonObject(json)) return { ok: false, issues };
  const { key, title, channel, format = 'text', subject, body } = json as unknown as Template;
  if (!isKey(key)) issues.push(issue('definition/name', '/key', { name: key }));
  if (channel === 'notice' && format === 'html') issues.push(issue('template/html-notice', '/format'));
  const html = format === 'html';
  for (const [path, source, asHtml] of [...textsOf(subject, '/subject', false), ...textsOf(body, '/body', html)]) {
    issues.push(...checkTemplate(source, path, { html: asHtml }));
  }
  return unlessIssues(issues, () => ({ key, title, channel, format, subject, body, json }));
}

/** Values that no message has: they would show nothing. */
export function unknownValues(source: string, path: JsonPointer): Issue[] {
  return templateReads(source).flatMap((read) => {
    const known =
      read === 'data' ||
      read.startsWith('data.') ||
      templateValues.some((value) => value === read || value.startsWith(`${read}.`));
    return known
      ? []
      : [warning('template/unknown-value', path, { value: read, hint: didYouMean(read, templateValues) })];
  });
}

export function textsOf(
  text: Text,
  path: JsonPointer,
  html: boolean,
): [path: JsonPointer, source: string, html: boolean][] {
  if (typeof text === 'string') return [[path, text, html]];
  return Object.entries(text).map(([locale, source]) => [path + pointer(locale), source, html]);
}
