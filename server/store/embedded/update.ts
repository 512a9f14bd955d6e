// Updates: operators are read once, their paths made concrete for each document, and applied in MongoDB's order.
import type { Doc, Value } from './bson.ts';
import { getField, isDocument, typeOf } from './bson.ts';
import type { StringOrder } from './compare.ts';
import { equalValues, sameBinary } from './compare.ts';
import { checkTopName, isElementSign } from './dollar-names.ts';
import { badValue, serverError } from './errors.ts';
import { splitPath } from './path.ts';
import { type Change, type UpdateContext, updateOperators } from './update-operators.ts';
import {
  type ArrayFilters,
  checkRenameTarget,
  compileArrayFilters,
  concretePaths,
  removePath,
  renameSource,
  type Step,
  writePath,
} from './update-path.ts';
import { compilePipelineUpdate } from './update-pipeline.ts';

export type UpdateOptions = {
  filter: Doc;
  arrayFilters?: Doc[] | undefined;
  strings?: StringOrder | undefined;
  variables?: Doc | undefined;
};

/** The document after an update, and whether it counts as changed even if it is the same. */
export type Updated = { document: Doc; touched: boolean };
/** The document before stays as it is. */
export type Updater = (before: Doc, inserting?: boolean) => Updated;

type Assignment = { operator: string; path: string; parts: string[]; change: Change; creates: boolean };
type Renaming = { operator: '$rename'; path: string; to: string };

/** Reads an update: operators, a pipeline, or (for `replacement`) a whole document. */
export function compileUpdate(update: Value, options: UpdateOptions): Updater {
  if (Array.isArray(update)) {
    if (options.arrayFilters?.length) throw badValue('arrayFilters may not be specified for pipeline-syle updates', 9);
    const reshape = compilePipelineUpdate(update as Doc[], options);
    return keepingId((before) => ({ document: reshape(before), touched: false }));
  }
  if (!isDocument(update)) throw badValue('The update must be a document or a pipeline', 9);
  const { assignments, renamings } = readOperators(update, options.strings);
  assertNoConflicts([...assignments.map(({ path }) => path), ...renamings.flatMap(({ path, to }) => [path, to])]);
  assertOneKind([
    ...assignments.map(({ parts }) => parts),
    ...renamings.flatMap(({ path, to }) => [splitPath(path), splitPath(to)]),
  ]);
  const arrayFilters = compileArrayFilters(
    options.arrayFilters ?? [],
    assignments.map(({ parts }) => parts),
    options.strings,
  );
  const now = new Date();
  return keepingId((before, inserting = false) => {
    const context: UpdateContext = { strings: options.strings, now, inserting, touched: false };
    const document = applyAll(before, assignments, renamings, arrayFilters, options.filter, context);
    return { document, touched: context.touched };
  });
}

function readOperators(
  update: Doc,
  strings: StringOrder | undefined,
): { assignments: Assignment[]; renamings: Renaming[] } {
  const assignments: Assignment[] = [];
  const renamings: Renaming[] = [];
  for (const operator of Object.keys(update)) {
    const fields = update[operator];
    const known = Object.hasOwn(updateOperators, operator) ? updateOperators[operator] : undefined;
    if (!known && operator !== '$rename') {
      throw badValue(
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
        9,
      );
    }
    if (!isDocument(fields))
      throw badValue(
        `Modifiers operate on fields but we found type ${typeOf(fields)} instead. For example: {$mod: {<field>: ...}}`,
        9,
      );
    for (const path of Object.keys(fields)) {
      checkPath(path);
      if (known)
        assignments.push({
          operator,
          path,
          parts: splitPath(path),
          change: known.parse(fields[path], path, strings),
          creates: known.creates,
        });
      else renamings.push(renaming(path, fields[path]));
    }
  }
  return { assignments, renamings };
}

function checkPath(path: string): void {
  const parts = splitPath(path);
  if (path === '') throw badValue('An empty update path is not valid.', 56);
  if (parts.includes(''))
    throw badValue(`The update path '${path}' contains an empty field name, which is not allowed.`, 56);
  if (isElementSign(parts[0] as string))
    throw badValue(`Cannot have ${parts[0]} in the first position in path '${path}'`);
}

function renaming(path: string, to: Value): Renaming {
  if (typeof to !== 'string') throw badValue(`The 'to' field for $rename must be a string: ${path}: ${String(to)}`);
  checkPath(to);
  if (path === to) throw badValue(`The source and target field for $rename must differ: ${path}: "${to}"`);
  for (const one of [path, to]) {
    if (splitPath(one).some(isElementSign)) throw badValue(`The source field for $rename may not be dynamic: ${one}`);
  }
  if (path.startsWith(`${to}.`) || to.startsWith(`${path}.`))
    throw badValue(`The source and target field for $rename must not be on the same path: ${path}: "${to}"`);
  return { operator: '$rename', path, to };
}

/** No two operators may write the same field, nor one a part of what another writes. */
function assertNoConflicts(paths: string[]): void {
  for (let i = 0; i < paths.length; i += 1) {
    const path = paths[i] as string;
    for (const other of paths.slice(0, i)) {
      if (path === other || path.startsWith(`${other}.`)) throw conflict(path, other);
      if (other.startsWith(`${path}.`)) throw conflict(path, path);
    }
  }
}

/** Under one field either all paths go to the elements of an array or none does. */
function assertOneKind(paths: string[][]): void {
  const kinds = new Map<string, boolean>();
  for (const parts of paths) {
    parts.forEach((part, i) => {
      const parent = parts.slice(0, i).join('.');
      const elements = part.startsWith('$[') && isElementSign(part);
      if (kinds.has(parent) && kinds.get(parent) !== elements) throw conflict(parts.join('.'), parent);
      kinds.set(parent, elements);
    });
  }
}

function conflict(path: string, at: string): Error {
  return serverError(40, `Updating the path '${path}' would create a conflict at '${at}'`);
}

function applyAll(
  before: Doc,
  assignments: Assignment[],
  renamings: Renaming[],
  filters: ArrayFilters,
  filter: Doc,
  context: UpdateContext,
): Doc {
  const after = structuredCopy(before) as Doc;
  const writes = assignments.flatMap((assignment) =>
    concretePaths(before, assignment.parts, { filters, filter, strings: context.strings }).map((steps) => ({
      steps,
      assignment,
    })),
  );
  if (assignments.some(({ parts }) => parts.some(isElementSign)))
    assertNoConflicts(writes.map(({ steps }) => steps.join('.')));
  for (const { path, to } of renamings) rename(after, path, to, writes);
  writes.sort((a, b) => compareSteps(a.steps, b.steps));
  for (const { steps, assignment } of writes) applyOne(after, steps, assignment, context);
  return after;
}

function rename(after: Doc, path: string, to: string, writes: { steps: Step[]; assignment: Assignment }[]): void {
  const from = splitPath(path);
  const value = renameSource(after, from);
  if (value === undefined) return;
  checkRenameTarget(after, splitPath(to));
  removePath(after, from);
  const assignment = { operator: '$rename', path: to, parts: splitPath(to), change: () => value, creates: true };
  writes.push({ steps: splitPath(to), assignment });
}

function applyOne(after: Doc, steps: Step[], { operator, change, creates }: Assignment, context: UpdateContext): void {
  if (operator === '$setOnInsert' && !context.inserting) return;
  const path = steps.join('.');
  if (operator === '$unset') {
    removePath(after, steps);
    return;
  }
  const [top] = steps as [Step];
  const before = getField(after, top);
  writePath(after, steps, creates, (present) => change(present, path, context));
  if (!top.startsWith('$') || context.inserting || TAKES_AWAY.has(operator)) return;
  const isWritten = before === undefined || (steps.length === 1 && !sameBinary({ before }, { before: after[top] }));
  if (isWritten) checkTopName(after, top);
}

/** What makes arrays smaller is not looked at again. */
const TAKES_AWAY = new Set(['$pop', '$pull', '$pullAll']);

const NUMBER = /^(?:0|[1-9]\d*)$/;

/** New fields appear in the order of their names, numbers by size: MongoDB keeps updates in such a tree. */
function compareSteps(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const [x, y] = [a[i] as string, b[i] as string];
    if (x === y) continue;
    if (NUMBER.test(x) && NUMBER.test(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

/** Arrays and documents are copied; scalars are never changed in place. */
export function structuredCopy(value: Value): Value {
  if (Array.isArray(value)) return value.map(structuredCopy);
  if (!isDocument(value)) return value;
  const copy: Doc = {};
  for (const key of Object.keys(value)) {
    if (key === '__proto__')
      Object.defineProperty(copy, key, {
        value: structuredCopy(value[key]),
        writable: true,
        enumerable: true,
        configurable: true,
      });
    else copy[key] = structuredCopy(value[key]);
  }
  return copy;
}

/** An update may not change `_id`, which stays the first field. */
function keepingId(updater: Updater): Updater {
  return (before, inserting) => {
    const updated = updater(before, inserting);
    const { document, touched } = updated;
    if (before._id === undefined) return updated;
    if (document._id === undefined && Object.keys(document)[0] !== '_id') {
      return { document: { _id: before._id, ...document }, touched };
    }
    if (!equalValues(before._id, document._id)) {
      throw serverError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
    }
    return updated;
  };
}

/** A replacement keeps the `_id` of what it replaces. Without one of its own it always counts as a change. */
export function compileReplacement(replacement: Value): Updater {
  if (!isDocument(replacement)) throw badValue('The replacement must be a document', 9);
  const names = Object.keys(replacement);
  return (before, inserting = false) => {
    const { _id, ...rest } = replacement;
    if (_id !== undefined && before._id !== undefined && !equalValues(before._id, _id)) {
      throw serverError(66, "After applying the update, the (immutable) field '_id' was found to have been altered");
    }
    const id = _id === undefined ? before._id : _id;
    const document = id === undefined ? rest : { _id: id, ...rest };
    if (!inserting && !sameBinary(before, document)) for (const name of names) checkTopName(replacement, name);
    return { document, touched: !sameBinary(before, replacement) };
  };
}
