import { addDays, isDate } from '../core/dates.ts';
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { pointer, withValueAt } from '../core/pointer.ts';
import { type Form, fieldAt } from '../forms/index.ts';
import type { Rule, RuleType, Scope } from '../rules/index.ts';

/** Concrete cases at which conditions may change their mind: the constants they compare with, and their nearest neighbours. */

const MOST_CASES = 3000;
const comparing = new Set(['==', '!=', '<', '<=', '>', '>=', 'between', 'in']);

/** A value for each path; undefined is an empty field. */
export type Sample = Map<string, Json | undefined>;

/** Samples for rules that are tried together; undefined where what they read cannot be sampled, so that nothing can be said. */
export function samplesFor(rules: readonly Rule[], scope: Scope, form: Form): Sample[] | undefined {
  const constants = new Map<string, Set<Json>>();
  for (const rule of rules) collect(rule.json, constants);
  const paths = [...new Set(rules.flatMap((rule) => rule.reads))].filter((path) => path !== 'now' && path !== 'today');
  if (paths.length === 0 || rules.some((rule) => rule.reads.some((path) => path === 'now' || path === 'today')))
    return undefined;
  let samples: Sample[] = [new Map()];
  for (const path of paths) {
    const values = valuesFor(path, typeAt(scope, path), [...(constants.get(path) ?? [])], form);
    if (!values || samples.length * values.length > MOST_CASES) return undefined;
    samples = samples.flatMap((sample) => values.map((value) => new Map(sample).set(path, value)));
  }
  return samples;
}

/** The root that rules read in a sampled case. */
export function rootOf(sample: Sample): JsonObject {
  let root: Json = {};
  for (const [path, value] of sample)
    if (value !== undefined) root = withValueAt(root, pointer(...path.split('.')), value);
  return root as JsonObject;
}

// A variable compared with a constant, wherever it stands in the rule.
function collect(json: Json, constants: Map<string, Set<Json>>): void {
  if (Array.isArray(json)) for (const part of json) collect(part, constants);
  if (!isJsonObject(json)) return;
  for (const [operator, raw] of Object.entries(json)) {
    const operands = Array.isArray(raw) ? raw : [raw];
    if (comparing.has(operator)) {
      const paths = operands.flatMap((operand) =>
        isJsonObject(operand) && typeof operand.var === 'string' ? [operand.var] : [],
      );
      const values = operands
        .flatMap((operand) => (Array.isArray(operand) ? operand : [operand]))
        .filter((value) => value === null || typeof value !== 'object');
      for (const path of paths) constants.set(path, new Set([...(constants.get(path) ?? []), ...values]));
    }
    for (const operand of operands) collect(operand, constants);
  }
}

function typeAt(scope: Scope, path: string): RuleType | undefined {
  let type: RuleType | undefined = { kind: 'object', fields: scope };
  for (const part of path.split('.'))
    type = type?.kind === 'object' && Object.hasOwn(type.fields, part) ? type.fields[part] : undefined;
  return type;
}

function valuesFor(
  path: string,
  type: RuleType | undefined,
  constants: Json[],
  form: Form,
): (Json | undefined)[] | undefined {
  const field = fieldAt(form, path);
  const surely = field
    ? field.required
    : path.startsWith('initiator.') || path.startsWith('actor.') || path.startsWith('case.');
  const empty: undefined[] = surely ? [] : [undefined];
  switch (type?.kind) {
    case 'money':
    case 'number': {
      const numbers = constants.filter((value): value is number => typeof value === 'number');
      if (numbers.length === 0) return undefined;
      const least = type.kind === 'money' || numbers.every(Number.isInteger) ? 1 : 0.01;
      return [
        ...unique(numbers.flatMap((value) => [value - least, value, value + least])).sort((a, b) => a - b),
        ...empty,
      ];
    }
    case 'date': {
      const dates = constants.filter(isDate);
      if (dates.length === 0) return undefined;
      return [
        ...unique(dates.flatMap((date) => [addDays(date, -1) ?? date, date, addDays(date, 1) ?? date])),
        ...empty,
      ];
    }
    case 'boolean':
      return [true, false, ...empty];
    case 'text': {
      const known = field?.options?.items.map(({ key }) => key);
      const texts = constants.filter((value): value is string => typeof value === 'string');
      if (!known && texts.length === 0) return undefined;
      return [...unique([...(known ?? [...texts, 'another']), ...texts]), ...empty];
    }
    default:
      return undefined;
  }
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
