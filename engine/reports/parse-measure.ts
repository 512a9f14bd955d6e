import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { didYouMean } from '../core/names.ts';
import type { JsonPointer } from '../core/pointer.ts';
import { isText, localise, type Text } from '../core/text.ts';
import type { Measure, SimpleMeasure, SimpleOperation } from './dashboard.ts';
import { simpleOperations } from './dashboard.ts';
import type { Dataset, DatasetField } from './dataset.ts';
import { isAdditive } from './measure-columns.ts';
import { isRuleJson, parseRowRule } from './report-rule.ts';
import type { NumberFormat } from './widget-model.ts';

/** One measure of a widget, resolved against the dataset. Undefined with issues when it cannot be. */
export function parseMeasure(
  json: JsonObject,
  dataset: Dataset,
  at: JsonPointer,
  issues: Issue[],
): Measure | undefined {
  const op = json.op as Measure['op'];
  const parsed =
    op === 'ratio'
      ? parseRatio(json, dataset, at, issues)
      : op === 'share'
        ? parseShare(json, dataset, at, issues)
        : parseSimple(json, dataset, at, issues);
  if (!parsed) return undefined;
  const main = parsed.op === 'ratio' || parsed.op === 'share' ? parsed.of : parsed;
  const format = own(json, 'format') as NumberFormat | undefined;
  return {
    ...parsed,
    key: typeof json.key === 'string' ? json.key : defaultKey(parsed.op, main.field),
    title: isText(json.title) ? json.title : defaultTitle(parsed.op, main.field),
    format: format ?? formatOf(parsed.op, main.field),
  };
}

type Parsed =
  | SimpleMeasure
  | { op: 'ratio'; of: SimpleMeasure; to: SimpleMeasure }
  | { op: 'share'; of: SimpleMeasure };

function parseRatio(json: JsonObject, dataset: Dataset, at: JsonPointer, issues: Issue[]): Parsed | undefined {
  refuseKeys(json, ['field', 'filter'], at, issues);
  const of = parsePart(json.of, dataset, `${at}/of`, issues);
  // Without `to`, the part is one of all rows: `of` without its own condition.
  const whole: SimpleMeasure | undefined = of && { op: of.op, ...(of.field && { field: of.field }) };
  const to = json.to === undefined ? whole : parsePart(json.to, dataset, `${at}/to`, issues);
  return of && to && { op: 'ratio', of, to };
}

function parseShare(json: JsonObject, dataset: Dataset, at: JsonPointer, issues: Issue[]): Parsed | undefined {
  refuseKeys(json, ['to', 'field', 'filter'], at, issues);
  const of = parsePart(json.of ?? { op: 'count' }, dataset, `${at}/of`, issues);
  if (of && !isAdditive({ ...of, key: '', title: '', format: { kind: 'number' } })) {
    issues.push(issue('reports/needs-additive', `${at}/of/op`, { op: of.op }));
    return undefined;
  }
  return of && { op: 'share', of };
}

// A rule alone counts the rows for which it holds.
function parsePart(
  json: Json | undefined,
  dataset: Dataset,
  at: JsonPointer,
  issues: Issue[],
): SimpleMeasure | undefined {
  if (json === undefined) {
    issues.push(issue('definition/required', at.replace(/\/\w+$/, ''), { key: 'of' }));
    return undefined;
  }
  if (isRuleJson(json)) {
    const rule = parseRowRule(json, dataset.fields, at);
    if (rule.ok) return { op: 'count', filter: rule.value };
    issues.push(...rule.issues);
    return undefined;
  }
  if (!isJsonObject(json)) return undefined;
  if (!simpleOperations.some((known) => known === json.op)) {
    issues.push(issue('definition/value', `${at}/op`, { found: String(json.op), allowed: [...simpleOperations] }));
    return undefined;
  }
  return parseSimple(json, dataset, at, issues);
}

function parseSimple(json: JsonObject, dataset: Dataset, at: JsonPointer, issues: Issue[]): SimpleMeasure | undefined {
  refuseKeys(json, ['of', 'to'], at, issues);
  const op = json.op as SimpleOperation;
  const name = own(json, 'field');
  const field = typeof name === 'string' ? own(dataset.fields, name) : undefined;
  if (typeof name === 'string' && !field) {
    issues.push(
      issue('reports/unknown-field', `${at}/field`, {
        field: name,
        hint: didYouMean(name, Object.keys(dataset.fields)),
      }),
    );
    return undefined;
  }
  if (!field && op !== 'count') {
    issues.push(issue('reports/needs-field', at, { op }));
    return undefined;
  }
  if (field && !isMeasurable(op, field)) {
    issues.push(issue('reports/needs-number', `${at}/field`, { op, field: field.title }));
    return undefined;
  }
  if (json.filter === undefined) return { op, ...(field && { field }) };
  const rule = parseRowRule(json.filter, dataset.fields, `${at}/filter`);
  if (rule.ok) return { op, ...(field && { field }), filter: rule.value };
  issues.push(...rule.issues);
  return undefined;
}

function isMeasurable(op: SimpleOperation, { type }: DatasetField): boolean {
  if (op === 'count') return true;
  if (op === 'distinct') return type !== 'multi-choice';
  return type === 'number' || type === 'money' || type === 'percent';
}

function refuseKeys(json: JsonObject, keys: string[], at: JsonPointer, issues: Issue[]): void {
  for (const key of keys) {
    if (own(json, key) !== undefined)
      issues.push(issue('reports/not-here', `${at}/${key}`, { key, op: String(json.op) }));
  }
}

function defaultKey(op: Measure['op'], field: DatasetField | undefined): string {
  return field ? `${field.name}_${op}` : op;
}

const words: { [O in Measure['op']]: Text } = {
  count: { en: 'Count', 'zh-CN': '数量' },
  sum: { en: 'Total', 'zh-CN': '合计' },
  avg: { en: 'Average', 'zh-CN': '平均' },
  min: { en: 'Least', 'zh-CN': '最小' },
  max: { en: 'Greatest', 'zh-CN': '最大' },
  distinct: { en: 'Different', 'zh-CN': '去重数' },
  ratio: { en: 'Ratio', 'zh-CN': '比率' },
  share: { en: 'Share', 'zh-CN': '占比' },
};

function defaultTitle(op: Measure['op'], field: DatasetField | undefined): Text {
  if (!field) return words[op];
  const said = localise;
  return {
    en: `${said(field.title, 'en')} (${said(words[op], 'en').toLowerCase()})`,
    'zh-CN': `${said(field.title, 'zh-CN')}（${said(words[op], 'zh-CN')}）`,
  };
}

function formatOf(op: Measure['op'], field: DatasetField | undefined): NumberFormat {
  if (op === 'ratio' || op === 'share') return { kind: 'percent', digits: 1 };
  if (op === 'count' || op === 'distinct' || !field) return { kind: 'number', digits: 0 };
  if (field.type === 'money') return { kind: 'money', currency: field.currency ?? 'CNY' };
  const digits = field.digits ?? (op === 'avg' ? 2 : undefined);
  return { kind: field.type === 'percent' ? 'percent' : 'number', ...(digits !== undefined && { digits }) };
}
