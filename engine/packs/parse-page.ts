import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type JsonObject, own } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { didYouMean, isKey } from '../core/names.ts';
import { pointer } from '../core/pointer.ts';
import { type Result, unlessIssues } from '../core/result.ts';
import { definitionParts, keyPart, textPart } from '../reports/schema-parts.ts';
import type { PackLinks } from './pack-links.ts';
import type { Page, PageBlock } from './page.ts';

const block = (type: string, required: string[], properties: JsonObject): JsonObject => ({
  type: 'object',
  required: ['type', ...required],
  additionalProperties: false,
  properties: { type: { const: type }, ...properties },
});

/** The published JSON Schema of pages. */
export const pageSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Page',
  type: 'object',
  required: ['kind', 'key', 'title', 'blocks'],
  additionalProperties: false,
  properties: {
    ...definitionParts('page'),
    blocks: {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      items: {
        anyOf: [
          block('dashboard', ['dashboard'], { dashboard: keyPart }),
          block('view', ['form'], { form: keyPart, view: keyPart }),
          block('text', ['text'], { text: textPart }),
        ],
      },
    },
  },
};

/** A definition of kind `page`: every block shows something that there is. */
export function parsePage(json: unknown, links: PackLinks): Result<Page> {
  const issues: Issue[] = matchSchema(pageSchema, json);
  if (issues.length > 0 || !isJsonObject(json)) return { ok: false, issues };
  const { key, title, blocks } = json as unknown as Page;
  if (!isKey(key)) issues.push(issue('definition/name', '/key', { name: key }));
  for (const [index, each] of blocks.entries()) issues.push(...blockIssues(each, pointer('blocks', index), links));
  return unlessIssues(issues, () => ({ key, title, blocks, json }));
}

function blockIssues(each: PageBlock, at: string, links: PackLinks): Issue[] {
  if (each.type === 'text') return [];
  if (each.type === 'dashboard') {
    if (links.has('dashboard', each.dashboard)) return [];
    return [
      issue('pack/unknown-dashboard', `${at}/dashboard`, {
        key: each.dashboard,
        hint: didYouMean(each.dashboard, links.keys('dashboard')),
      }),
    ];
  }
  if (!links.has('form', each.form)) {
    return [
      issue('pack/unknown-form', `${at}/form`, { key: each.form, hint: didYouMean(each.form, links.keys('form')) }),
    ];
  }
  const views = links.form(each.form)?.views;
  if (each.view === undefined || !views || own(views, each.view)) return [];
  return [
    issue('pack/unknown-view', `${at}/view`, {
      key: each.view,
      form: each.form,
      hint: didYouMean(each.view, Object.keys(views)),
    }),
  ];
}
