// The projection of `find`: like `$project`, with `$slice`, `$elemMatch` and the positional `$` besides.
import type { Doc, Value } from './bson.ts';
import { isDocument, isNumeric } from './bson.ts';
import type { StringOrder } from './compare.ts';
import { checkNames, operatorOf } from './dollar-names.ts';
import { badValue, refused } from './errors.ts';
import { compileExpression, variablesFor } from './expression.ts';
import type { Expression } from './expression-value.ts';
import { compileFilter } from './match.ts';
import { toNumber } from './numbers.ts';
import { splitPath, valueAt } from './path.ts';
import { compileComputed, compileProjection } from './shape.ts';

export type Project = (document: Doc) => Doc;

/** Compiles a projection; undefined if it leaves documents as they are. */
export function compileFind(
  spec: Doc | undefined,
  strings?: StringOrder,
  variables?: Doc | undefined,
): Project | undefined {
  if (spec === undefined || Object.keys(spec).length === 0) return undefined;
  const plain: Doc = {};
  const slices: [string, Value][] = [];
  for (const key of Object.keys(spec)) {
    const value = spec[key];
    if (key.endsWith('.$') || key.includes('.$.')) throw refused('positional projections');
    const operator = isDocument(value) ? operatorOf(value) : undefined;
    if (isDocument(value) && operator === '$slice') slices.push([key, value.$slice]);
    else if (operator === '$meta') throw refused('$meta in projections');
    else plain[key] = value;
  }
  const including = Object.entries(plain).some(([key, value]) => key !== '_id' && !isExclusion(value));
  // A slice alone keeps all other fields; beside kept fields it keeps its own.
  if (including) for (const [path] of slices) plain[path] = 1;
  const shape =
    Object.keys(plain).length === 0 ? undefined : compileProjection(plain, (value, path) => leaf(value, path, strings));
  const cuts = slices.map(([path, value]) => cutting(path, value));
  return (document) => {
    const shaped = shape
      ? shape({ root: document, variables: variablesFor(document, variables), strings })
      : { ...document };
    for (const cut of cuts) cut(shaped);
    return shaped;
  };
}

function isExclusion(value: Value): boolean {
  return value === false || (isNumeric(value) && toNumber(value) === 0);
}

function leaf(value: Value, path: string, strings: StringOrder | undefined): Expression {
  if (!isDocument(value) || operatorOf(value) !== '$elemMatch') return compileComputed(value, compileExpression);
  if (path.includes('.'))
    throw badValue(`Cannot use $elemMatch projection on a nested field (currently unsupported).`, 31275);
  if (!isDocument(value.$elemMatch)) throw badValue('elemMatch: Invalid argument, object required', 31274);
  const parts = splitPath(path);
  const matches = compileFilter({ list: { $elemMatch: value.$elemMatch } }, { strings });
  return ({ root }) => {
    const list = valueAt(root, parts);
    const found = Array.isArray(list) ? list.find((item) => matches({ list: [item] })) : undefined;
    return found === undefined ? undefined : [found];
  };
}

function cutting(path: string, operand: Value): (document: Doc) => void {
  const numbers = (Array.isArray(operand) ? operand : [operand]).map((value) => {
    if (!isNumeric(value)) throw badValue('$slice requires a number or an array of two numbers', 28667);
    return toNumber(value);
  });
  const [skip, count] = numbers as [number, number | undefined];
  if (numbers.length > 2 || (Array.isArray(operand) && numbers.length < 2))
    throw badValue('$slice needs one or two numbers', 28667);
  if (count !== undefined && count <= 0) throw badValue('Third argument to $slice must be positive', 28729);
  const cut = (list: Value[]): Value[] => {
    if (count === undefined) return skip >= 0 ? list.slice(0, skip) : list.slice(skip);
    const from = skip < 0 ? Math.max(0, list.length + skip) : skip;
    return list.slice(from, from + count);
  };
  const parts = splitPath(path);
  checkNames(parts);
  return (document) => cutIn(document, parts, cut);
}

function cutIn(value: Value, parts: string[], cut: (list: Value[]) => Value[]): void {
  if (Array.isArray(value)) {
    for (const item of value) cutIn(item, parts, cut);
    return;
  }
  const [name, ...rest] = parts as [string, ...string[]];
  if (!isDocument(value) || !Object.hasOwn(value, name)) return;
  if (rest.length > 0) cutIn(value[name], rest, cut);
  else if (Array.isArray(value[name])) value[name] = cut(value[name] as Value[]);
}
