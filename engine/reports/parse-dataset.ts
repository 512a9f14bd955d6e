import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type JsonObject } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { didYouMean, isFieldName, isKey } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { type Result, unlessIssues } from '../core/result.ts';
import { isText } from '../core/text.ts';
import type { Option } from '../fields/index.ts';
import type { Rule } from '../rules/index.ts';
import type { Dataset, DatasetField, DatasetSource } from './dataset.ts';
import { parseDatasetField } from './dataset-field.ts';
import { datasetSchema } from './dataset-schema.ts';
import { parseRowRule, reportScope } from './report-rule.ts';

/**
 * The forms that a dataset may draw on: their definitions, and their keys for a hint. `options` and `workflows` are the keys
 * that its fields may name for titles; where they are absent, those are not checked.
 */
export type DatasetLinks = {
  form(key: string): { json: JsonObject } | undefined;
  forms?: readonly string[];
  options?: readonly string[];
  workflows?: readonly string[];
  /** What a form's field, by its place in the definition, offered in earlier releases. */
  former?(form: string, at: JsonPointer): Option[];
};

/** All issues of a dataset, with pointers into it. */
export function parseDataset(json: unknown, links: DatasetLinks): Result<Dataset> {
  const shape = matchSchema(datasetSchema, json);
  if (shape.length > 0 || !isJsonObject(json)) return { ok: false, issues: shape };
  const issues: Issue[] = [];
  const key = String(json.key);
  if (!isKey(key)) issues.push(issue('definition/name', '/key', { name: key }));

  const from = json.from as DatasetSource;
  const form = typeof from === 'string' ? undefined : links.form(from.form)?.json;
  if (typeof from !== 'string' && form === undefined) {
    const hint = didYouMean(from.form, links.forms ?? []);
    return { ok: false, issues: [...issues, issue('reports/unknown-form', '/from/form', { form: from.form, hint })] };
  }

  const fields: { [name: string]: DatasetField } = {};
  for (const [name, declaration] of Object.entries(json.fields as { [name: string]: JsonObject })) {
    const at = pointer('fields', name);
    if (!isFieldName(name)) {
      issues.push(issue('definition/name', at, { name }));
      continue;
    }
    const linked = (other: string) => links.form(other)?.json;
    const parsed = parseDatasetField(
      name,
      declaration,
      { from, linked, former: links.former, ...(form && { form }) },
      at,
    );
    issues.push(...parsed.issues, ...titleIssues(declaration, at, links));
    if (parsed.field) fields[name] = parsed.field;
  }

  const filter = parseFilter(json, fields, issues);
  return unlessIssues(issues, () => ({
    key,
    title: isText(json.title) ? json.title : key,
    from,
    ...(filter && { filter }),
    fields,
    scope: reportScope(fields),
    json,
  }));
}

function titleIssues({ options, workflow }: JsonObject, at: string, links: DatasetLinks): Issue[] {
  const issues: Issue[] = [];
  if (typeof options === 'string' && links.options && !links.options.includes(options)) {
    issues.push(
      issue('reports/unknown-options', `${at}/options`, { key: options, hint: didYouMean(options, links.options) }),
    );
  }
  if (typeof workflow === 'string' && links.workflows && !links.workflows.includes(workflow)) {
    issues.push(
      issue('reports/unknown-workflow', `${at}/workflow`, {
        key: workflow,
        hint: didYouMean(workflow, links.workflows),
      }),
    );
  }
  return issues;
}

function parseFilter(json: JsonObject, fields: { [name: string]: DatasetField }, issues: Issue[]): Rule | undefined {
  if (json.filter === undefined) return undefined;
  // A faulty field would come up again in every rule that reads it.
  if (issues.length > 0) return undefined;
  const rule = parseRowRule(json.filter, fields, '/filter');
  if (rule.ok) return rule.value;
  issues.push(...rule.issues);
  return undefined;
}
