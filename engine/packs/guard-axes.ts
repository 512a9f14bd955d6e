// The values at which the guards of two versions of a workflow may part ways: what they compare fields with.
import { addDays, isDate } from '../core/dates.ts';
import { isJsonObject, type Json, own } from '../core/json.ts';
import { type Form, fieldAt } from '../forms/index.ts';
import type { RuleType, Scope } from '../rules/index.ts';

/** A field that guards read. `points` stand for all of its values: each for itself or for a stretch on which no guard changes. */
export type Axis =
  | { path: string; kind: 'ordered'; segments: Segment[] }
  | { path: string; kind: 'listed'; values: Json[] };
/** From `from` to `to`, both included; absent: without end. `at` is one of them. */
export type Segment = { from?: number | string; to?: number | string; at: number | string };

/** Stands for every value that no guard names. */
export const OTHER_VALUE = '…';

const comparing = new Set(['==', '!=', '<', '<=', '>', '>=', 'between', 'in', 'starts-with', 'ends-with', 'contains']);

/** The axes of all guards together; `rules` are their JSON. */
export function guardAxes(rules: readonly Json[], form: Form): Axis[] {
  const constants = new Map<string, Set<Json>>();
  for (const rule of rules) collect(rule, constants);
  return [...constants]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, found]) => axisOf(path, [...found], form) ?? []);
}

function collect(json: Json, into: Map<string, Set<Json>>): void {
  if (Array.isArray(json)) {
    for (const part of json) collect(part, into);
    return;
  }
  if (!isJsonObject(json)) return;
  for (const [operator, operand] of Object.entries(json)) {
    const operands = Array.isArray(operand) ? operand : [operand];
    if (operator === 'var') {
      const path = String(operands[0] ?? '');
      if (!into.has(path)) into.set(path, new Set());
      return;
    }
    if (comparing.has(operator)) {
      const literals = operands.flat().filter((value) => typeof value !== 'object' || value === null);
      for (const path of operands.flatMap((value) => pathOf(value) ?? [])) {
        const known = into.get(path) ?? new Set<Json>();
        for (const literal of literals) known.add(literal);
        into.set(path, known);
      }
    }
    collect(operands, into);
  }
}

function pathOf(json: Json): string | undefined {
  if (!isJsonObject(json)) return undefined;
  const read = own(json, 'var');
  const path = Array.isArray(read) ? read[0] : read;
  return typeof path === 'string' ? path : undefined;
}

function axisOf(path: string, constants: Json[], form: Form): Axis | undefined {
  const type = typeAt(form.scope, path);
  switch (type?.kind) {
    case 'boolean':
      return { path, kind: 'listed', values: [true, false] };
    case 'text': {
      const texts = constants.filter((value) => typeof value === 'string');
      return texts.length === 0 ? undefined : { path, kind: 'listed', values: [...texts.sort(), OTHER_VALUE] };
    }
    case 'money':
    case 'number': {
      const numbers = constants.filter((value) => typeof value === 'number').sort((a, b) => a - b);
      const step = type.kind === 'money' ? 1 : stepOf(numbers, fieldAt(form, path)?.json.digits);
      const after = (value: number, count: number) => Number((value + count * step).toPrecision(15));
      return numbers.length === 0 ? undefined : { path, kind: 'ordered', segments: segmentsOf(numbers, after) };
    }
    case 'date': {
      const days = constants.filter(isDate).sort();
      const after = (value: string, count: number) => addDays(value, count) ?? value;
      return days.length === 0 ? undefined : { path, kind: 'ordered', segments: segmentsOf(days, after) };
    }
    default:
      return undefined;
  }
}

function typeAt(scope: Scope, path: string): RuleType | undefined {
  const [head = '', ...rest] = path.split('.');
  let type = own(scope, head);
  for (const name of rest) type = type?.kind === 'object' ? own(type.fields, name) : undefined;
  return type;
}

// As fine as the field is, or as the numbers that it is compared with.
function stepOf(numbers: number[], digits: Json | undefined): number {
  const decimals = numbers.map((value) => String(value).split('.')[1]?.length ?? 0);
  return 10 ** -Math.max(typeof digits === 'number' ? digits : 0, ...decimals);
}

// Between two numbers that guards name, no guard changes: below the first, each of them, between, above the last.
function segmentsOf<T extends number | string>(constants: T[], after: (value: T, count: number) => T): Segment[] {
  const segments: Segment[] = [];
  const distinct = [...new Set(constants)];
  for (const [index, value] of distinct.entries()) {
    const before = distinct[index - 1];
    const to = after(value, -1);
    if (before === undefined) segments.push({ to, at: to });
    else if (after(before, 1) <= to) segments.push({ from: after(before, 1), to, at: to });
    segments.push({ from: value, to: value, at: value });
  }
  const last = distinct.at(-1);
  if (last !== undefined) segments.push({ from: after(last, 1), at: after(last, 1) });
  return segments;
}
