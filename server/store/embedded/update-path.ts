// The paths of updates: which elements `$`, `$[]` and `$[name]` stand for, and how a value is written at a path.
import type { Doc, Value } from './bson.ts';
import { getField, isDocument, setField, typeOf } from './bson.ts';
import type { StringOrder } from './compare.ts';
import { isElementSign } from './dollar-names.ts';
import { badValue, serverError } from './errors.ts';
import { compileFilter } from './match.ts';
import type { Predicate } from './match-tests.ts';
import { isEmptyAll } from './never-matches.ts';
import { isArrayIndex, splitPath, valueAt } from './path.ts';
import { matchedIndex } from './update-position.ts';

/** One name of a concrete path. */
export type Step = string;
export type ArrayFilters = Map<string, Predicate>;
export type Expansion = { filters: ArrayFilters; filter: Doc; strings: StringOrder | undefined };

const IDENTIFIER = /^\$\[(.+)\]$/;
/** MongoDB refuses to fill an array with more nulls than this. */
const MOST_FILLED = 1_500_000;

/** Reads `arrayFilters`: each is about one name, and each name is used in the update. */
export function compileArrayFilters(filters: Doc[], paths: string[][], strings: StringOrder | undefined): ArrayFilters {
  const compiled: ArrayFilters = new Map();
  for (const filter of filters) {
    const names = new Set(namesIn(filter));
    const [name] = names;
    if (name === undefined || isEmptyAll(filter))
      throw badValue('Cannot use an expression without a top-level field name in arrayFilters', 9);
    if (names.size > 1)
      throw badValue(
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...names].join("' and '")}'`,
        9,
      );
    if (compiled.has(name))
      throw badValue(`Found multiple array filters with the same top-level field name ${name}`, 9);
    if (!/^[a-z][A-Za-z0-9]*$/.test(name))
      throw badValue(
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    compiled.set(name, compileFilter(filter, { strings }));
  }
  const used = new Set(paths.flat().flatMap((part) => IDENTIFIER.exec(part)?.[1] ?? []));
  for (const name of compiled.keys())
    if (!used.has(name)) throw badValue(`The array filter for identifier '${name}' was not used in the update`, 9);
  for (const name of used)
    if (!compiled.has(name)) throw badValue(`No array filter found for identifier '${name}' in path`);
  return compiled;
}

function namesIn(filter: Doc): string[] {
  return Object.keys(filter).flatMap((key) => {
    const value = filter[key];
    if ((key === '$and' || key === '$or' || key === '$nor') && Array.isArray(value))
      return value.flatMap((item) => namesIn(item as Doc));
    return [splitPath(key)[0] as string];
  });
}

/** The paths that a path with `$`, `$[]` or `$[name]` means for this document. */
export function concretePaths(document: Doc, parts: string[], expansion: Expansion): Step[][] {
  const at = parts.findIndex(isElementSign);
  if (at < 0) return [parts];
  const head = parts.slice(0, at);
  const part = parts[at] as string;
  const list = valueAt(document, head);
  const rest = parts.slice(at + 1);
  return indexesOf(document, head, list, part, expansion).flatMap((index) =>
    concretePaths(document, [...head, String(index), ...rest], expansion),
  );
}

function indexesOf(document: Doc, head: string[], list: Value, part: string, expansion: Expansion): number[] {
  const path = head.join('.');
  if (part === '$') {
    const index = matchedIndex(document, head, expansion.filter, expansion.strings);
    if (index === undefined) throw badValue(`The positional operator did not find the match needed from the query.`);
    return [index];
  }
  if (list === undefined)
    throw badValue(`The path '${path}' must exist in the document in order to apply array updates.`);
  if (!Array.isArray(list)) throw badValue(`Cannot apply array updates to non-array element ${path}: ${String(list)}`);
  const name = IDENTIFIER.exec(part)?.[1];
  const matches = name === undefined ? undefined : expansion.filters.get(name);
  return list.flatMap((item, i) => (matches === undefined || matches({ [name as string]: item }) ? [i] : []));
}

function notViable(step: string, parent: Value, name: string): Error {
  return serverError(28, `Cannot create field '${step}' in element {${name}: ${typeOf(parent)}}`);
}

/**
 * Replaces the value at a path by what `change` makes of it. What leads there is made if `creates`; otherwise nothing
 * happens where the path does not exist. Throws 28 where the path goes through something without fields.
 */
export function writePath(document: Doc, steps: Step[], creates: boolean, change: (present: Value) => Value): void {
  let parent: Doc | Value[] = document;
  for (let i = 0; i < steps.length - 1; i += 1) {
    const step = steps[i] as string;
    let child = childOf(parent, step, steps[i - 1] ?? '');
    if (child === undefined) {
      if (!creates) return;
      child = {};
      put(parent, step, child);
    }
    if (!isDocument(child) && !Array.isArray(child)) throw notViable(steps[i + 1] as string, child, step);
    parent = child;
  }
  const last = steps.at(-1) as string;
  const present = childOf(parent, last, steps.at(-2) ?? '');
  if (present === undefined && !creates) return;
  const value = change(present);
  if (value !== undefined) put(parent, last, value);
}

function childOf(parent: Doc | Value[], step: string, name: string): Value {
  if (!Array.isArray(parent)) return getField(parent, step);
  if (isArrayIndex(step)) return parent[Number(step)];
  throw notViable(step, parent, name);
}

function put(parent: Doc | Value[], step: string, value: Value): void {
  if (!Array.isArray(parent)) {
    setField(parent, step, value);
    return;
  }
  const index = Number(step);
  if (index - parent.length > MOST_FILLED) throw badValue(`can't backfill more than ${MOST_FILLED} elements`, 2);
  while (parent.length < index) parent.push(null);
  parent[index] = value;
}

/** Takes a field away; of an array the element becomes null. A path that does not exist is left alone. */
export function removePath(document: Doc, steps: Step[]): void {
  const parent = valueAt(document, steps.slice(0, -1));
  const last = steps.at(-1) as string;
  if (Array.isArray(parent)) {
    if (isArrayIndex(last) && Number(last) < parent.length) parent[Number(last)] = null;
  } else if (isDocument(parent)) {
    delete parent[last];
  }
}

/** The value at the source of `$rename`; undefined if there is none. It may not lie in an array. */
export function renameSource(document: Doc, parts: string[]): Value {
  const { value, inArray } = follow(document, parts);
  if (value !== undefined && inArray)
    throw badValue(`The source field cannot be an array element, '${parts.join('.')}' in doc has an array field`);
  return value;
}

/** The target of `$rename` may not lie in an array either. */
export function checkRenameTarget(document: Doc, parts: string[]): void {
  let current: Value = document;
  for (const part of parts) {
    if (Array.isArray(current))
      throw badValue(
        `The destination field cannot be an array element, '${parts.join('.')}' in doc has an array field`,
      );
    if (!isDocument(current)) return;
    current = getField(current, part);
  }
}

function follow(document: Doc, parts: string[]): { value: Value; inArray: boolean } {
  let current: Value = document;
  let inArray = false;
  for (const [i, part] of parts.entries()) {
    if (current === undefined) break;
    if (!isDocument(current) && !Array.isArray(current)) throw notViable(part, current, parts[i - 1] ?? '');
    inArray ||= Array.isArray(current);
    current = childOf(current, part, parts[i - 1] ?? '');
  }
  return { value: current, inArray };
}
