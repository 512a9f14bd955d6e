import { type Issue, issue, messageOf } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { didYouMean } from '../core/names.ts';
import { type JsonPointer, pointer, segmentsOf } from '../core/pointer.ts';
import { fail, type Result, unlessIssues } from '../core/result.ts';
import { isText, type Text } from '../core/text.ts';
import type { Field, FieldLinks } from './field.ts';
import { fieldSchema } from './field-schema.ts';
import type { FieldType, MaskStyle, ParseTools } from './field-type.ts';
import { type FieldTypeName, fieldTypeOf, fieldTypes } from './registry.ts';

/**
 * One field declaration; its name is the last segment of `path`. All issues, under `path`. Without links, what it names
 * elsewhere (option sets, forms) is taken as it is.
 */
export function parseField(json: unknown, path: JsonPointer, links?: FieldLinks): Result<Field> {
  const issues: Issue[] = [];
  const name = segmentsOf(path).at(-1) ?? '';
  const field = declareField(name, json, path, links, issues);
  return field ? unlessIssues(issues, () => field) : fail(...issues);
}

/** The same, pushing issues; a faulty field comes back as far as it can be understood, so that faults elsewhere are found too. */
export function declareField(
  name: string,
  json: unknown,
  at: JsonPointer,
  links: FieldLinks | undefined,
  issues: Issue[],
): Field | undefined {
  return declare(name, name, json, at, links, issues);
}

function declare(
  name: string,
  dotted: string,
  json: unknown,
  at: JsonPointer,
  links: FieldLinks | undefined,
  issues: Issue[],
): Field | undefined {
  const kind = isJsonObject(json) && typeof json.type === 'string' ? fieldTypeOf(json.type) : undefined;
  if (!kind || !isJsonObject(json)) {
    issues.push(...notAField(json, at));
    return undefined;
  }
  issues.push(...matchSchema(fieldSchema(kind), json, at));
  const tools: ParseTools = {
    ...(links ? { links } : {}),
    issues,
    field: (inner, innerJson, innerAt) => declare(inner, `${dotted}.${inner}`, innerJson, innerAt, links, issues),
  };
  const declaration = kind.parse(json, at, tools);
  issues.push(...(kind.checkDeclaration?.(declaration, at) ?? []));
  const field = {
    ...plainParts(name, dotted, json, kind),
    declaration,
    ...kind.parts?.(declaration),
  } satisfies Field;
  issues.push(...computeIssues(field, at), ...(links && !links.cut ? defaultIssues(field, at) : []));
  return field;
}

function notAField(json: unknown, at: JsonPointer): Issue[] {
  if (!isJsonObject(json)) return matchSchema({ type: 'object' }, json, at);
  if (typeof json.type !== 'string')
    return matchSchema({ type: 'object', required: ['type'], properties: { type: { type: 'string' } } }, json, at);
  const hint = didYouMean(
    json.type,
    fieldTypes.map(({ type }) => type),
  );
  return [issue('field/unknown-type', at + pointer('type'), { type: json.type.slice(0, 60), hint })];
}

function plainParts(name: string, path: string, json: JsonObject, kind: FieldType) {
  const text = (key: string): Text | undefined => (isText(json[key]) ? json[key] : undefined);
  const help = text('help');
  const placeholder = text('placeholder');
  const computed = json.compute !== undefined;
  const given = defaultOf(json.default);
  return {
    name,
    path,
    type: kind.type as FieldTypeName,
    kind,
    title: text('title') ?? name,
    ...(help === undefined ? {} : { help }),
    ...(placeholder === undefined ? {} : { placeholder }),
    required: json.required === true,
    readonly: json.readonly === true || computed || kind.assigned === true,
    unique: json.unique === true,
    encrypted: json.encrypted === true,
    personal: json.personal === true,
    mask: (json.mask as MaskStyle | undefined) ?? kind.mask,
    ...(given === undefined ? {} : { default: given }),
    ...(json.compute === undefined ? {} : { compute: json.compute }),
    json,
  };
}

function defaultOf(json: Json | undefined): Field['default'] {
  if (json === undefined) return undefined;
  return isJsonObject(json) && Object.keys(json).length === 1 && json.rule !== undefined
    ? { rule: json.rule }
    : { value: json };
}

function computeIssues(field: Field, at: JsonPointer): Issue[] {
  if (field.compute === undefined) return [];
  if (!field.kind.computable) return [issue('field/not-computed', at + pointer('compute'), { type: field.type })];
  return field.default === undefined ? [] : [issue('field/computed-default', at + pointer('default'))];
}

// Limits that move with the day are left to the day.
const movable = ['field/too-early', 'field/too-late'];

function defaultIssues(field: Field, at: JsonPointer): Issue[] {
  if (!field.default || !('value' in field.default)) return [];
  // Of options that were not found nothing can be said.
  if (field.options?.items.length === 0) return [];
  const value = field.kind.normalise(field.default.value, field.declaration);
  const found = value === undefined ? [] : field.kind.check(value, field.declaration, { today: '9999-12-31' });
  return found
    .filter(({ code, severity }) => severity === 'error' && !movable.includes(code))
    .map((fault) =>
      issue('field/default', at + pointer('default'), {
        reason: { en: messageOf(fault, 'en'), 'zh-CN': messageOf(fault, 'zh-CN') },
      }),
    );
}
