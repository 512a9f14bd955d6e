// The stages that make another document of each document: $set, $unset, $project, $replaceRoot.
import type { Doc, Value } from './bson.ts';
import { getField, isDocument, isNumeric, setField } from './bson.ts';
import { checkNames, operatorOf } from './dollar-names.ts';
import { badValue } from './errors.ts';
import { isExpressionName } from './expression.ts';
import type { Compile, Expression, Scope } from './expression-value.ts';
import { toNumber } from './numbers.ts';
import { splitPath } from './path.ts';

export type Shaping = (scope: Scope) => Doc;

/** A tree of names: a leaf keeps, drops or computes a field. */
type Leaf = 'keep' | 'drop' | Expression;
type Tree = Map<string, Tree | Leaf>;

export function shapingStage(name: string, operand: Value, compile: Compile): Shaping {
  switch (name) {
    case '$set':
    case '$addFields':
      return addFields(name, operand, compile);
    case '$unset':
      return exclude(treeOf(unsetPaths(operand).map((path) => [path, 'drop'])));
    case '$project':
      return projectStage(operand, compile);
    case '$replaceRoot':
      if (!isDocument(operand) || !('newRoot' in operand))
        throw badValue('no newRoot specified for the $replaceRoot stage', 40231);
      return replaceRoot(operand.newRoot, compile);
    case '$replaceWith':
      return replaceRoot(operand, compile);
    default:
      throw badValue(`Unrecognized pipeline stage name: '${name}'`, 40324);
  }
}

function unsetPaths(operand: Value): string[] {
  const paths = Array.isArray(operand) ? operand : [operand];
  if (paths.length === 0 || paths.some((path) => typeof path !== 'string' || path === '')) {
    throw badValue('$unset specification must be a string or an array of strings', 31002);
  }
  return paths as string[];
}

function replaceRoot(operand: Value, compile: Compile): Shaping {
  const expression = compile(operand);
  return (scope) => {
    const value = expression(scope);
    if (!isDocument(value))
      throw badValue(`'newRoot' expression must evaluate to an object, but resulting value was of another type`, 40228);
    return value;
  };
}

/** Puts paths into a tree; a path may neither repeat nor be part of another. */
function treeOf(entries: [string, Leaf][]): Tree {
  const tree: Tree = new Map();
  for (const [path, leaf] of entries) {
    const parts = splitPath(path);
    if (parts.includes('')) throw badValue('FieldPath field names may not be empty strings.', 40353);
    checkNames(parts);
    let node = tree;
    parts.forEach((part, i) => {
      const present = node.get(part);
      if (i === parts.length - 1) {
        if (present !== undefined) throw badValue(`Path collision at ${path}`, 31250);
        node.set(part, leaf);
        return;
      }
      if (present !== undefined && !(present instanceof Map)) throw badValue(`Path collision at ${path}`, 31249);
      const next: Tree = present ?? new Map();
      node.set(part, next);
      node = next;
    });
  }
  return tree;
}

/** Nested documents of a specification as dotted paths; operators and `leafOf` decide what is a leaf. */
function flatten(spec: Doc, prefix: string): [string, Value][] {
  return Object.keys(spec).flatMap((key): [string, Value][] => {
    const value = spec[key];
    const path = `${prefix}${key}`;
    if (isDocument(value) && operatorOf(value) === undefined) {
      if (Object.keys(value).length === 0)
        throw badValue('an empty object is not a valid value. Found empty object at path', 40180);
      return flatten(value, `${path}.`);
    }
    return [[path, value]];
  });
}

function addFields(name: string, operand: Value, compile: Compile): Shaping {
  if (!isDocument(operand)) throw badValue(`${name} specification stage must be an object`, 40272);
  const tree = treeOf(flattenComputed(operand, '').map(([path, value]) => [path, compile(value)]));
  return (scope) => compute(scope.root as Doc, tree, scope) as Doc;
}

function flattenComputed(spec: Doc, prefix: string): [string, Value][] {
  return Object.keys(spec).flatMap((key): [string, Value][] => {
    const value = spec[key];
    const names = isDocument(value) ? Object.keys(value) : [];
    if (names.length > 1 && names.some((name) => name.startsWith('$')))
      throw badValue('an expression specification must contain exactly one field, the name of the expression', 40181);
    const nested = names.length > 0 && !names[0]?.startsWith('$');
    return nested ? flattenComputed(value as Doc, `${prefix}${key}.`) : [[`${prefix}${key}`, value]];
  });
}

/** The value with the computed fields of the tree set in it, in each element where it is an array. */
function compute(value: Value, tree: Tree, scope: Scope): Value {
  if (Array.isArray(value)) return value.map((item) => compute(item, tree, scope));
  const result: Doc = {};
  const source = isDocument(value) ? value : {};
  for (const key of Object.keys(source)) {
    const node = tree.get(key);
    const made = node === undefined ? source[key] : computeNode(source[key], node, scope);
    if (made !== undefined) setField(result, key, made);
  }
  for (const [key, node] of tree) {
    if (Object.hasOwn(source, key)) continue;
    const made = computeNode(undefined, node, scope);
    if (made !== undefined) setField(result, key, made);
  }
  return result;
}

function computeNode(present: Value, node: Tree | Leaf, scope: Scope): Value {
  if (node instanceof Map) return compute(present, node, scope);
  return typeof node === 'function' ? node(scope) : present;
}

/** `$project`: keeps what it names, or leaves out what it names, and computes new fields. */
function projectStage(operand: Value, compile: Compile): Shaping {
  if (!isDocument(operand)) throw badValue('$project specification must be an object', 15969);
  if (Object.keys(operand).length === 0) throw badValue('$project specification must have at least one field', 51272);
  return compileProjection(operand, (value) => compileComputed(value, compile));
}

/** A computed field of a projection. */
export function compileComputed(value: Value, compile: Compile): Expression {
  const name = isDocument(value) ? operatorOf(value) : undefined;
  if (name !== undefined && !isExpressionName(name)) throw badValue(`Unknown expression ${name}`, 31325);
  return compile(value);
}

/** Shared by `$project` and `find`: `leaf` compiles what is neither a number nor a boolean. */
export function compileProjection(spec: Doc, leaf: (value: Value, path: string) => Expression): Shaping {
  const entries = flatten(spec, '');
  const leaves = entries.map(([path, value]): [string, Leaf] => [path, flag(value) ?? leaf(value, path)]);
  const others = leaves.filter(([path]) => path !== '_id');
  const id = leaves.find(([path]) => path === '_id')?.[1];
  const excluding = others.some(([, one]) => one === 'drop');
  const including = others.some(([, one]) => one !== 'drop');
  if (excluding && including) {
    const odd = others.find(([, one]) => one === (others[0]?.[1] === 'drop' ? 'keep' : 'drop'));
    throw badValue(
      `Cannot do ${odd?.[1] === 'drop' ? 'exclusion' : 'inclusion'} on field ${odd?.[0]} in ${odd?.[1] === 'drop' ? 'inclusion' : 'exclusion'} projection`,
      odd?.[1] === 'drop' ? 31254 : 31253,
    );
  }
  if (excluding || (others.length === 0 && id === 'drop'))
    return exclude(
      treeOf(leaves.filter(([path, one]) => one === 'drop' || (path === '_id' && typeof one === 'function'))),
    );
  const tree = treeOf(id === undefined ? [['_id', 'keep'], ...leaves] : leaves.filter(([, one]) => one !== 'drop'));
  return (scope) => include(scope.root as Doc, tree, scope);
}

function flag(value: Value): 'keep' | 'drop' | undefined {
  if (typeof value === 'boolean') return value ? 'keep' : 'drop';
  return isNumeric(value) ? (toNumber(value) === 0 ? 'drop' : 'keep') : undefined;
}

function include(source: Doc, tree: Tree, scope: Scope): Doc {
  const result: Doc = {};
  for (const key of Object.keys(source)) {
    const node = tree.get(key);
    if (node === undefined || typeof node === 'function') continue;
    const kept = node instanceof Map ? includeIn(source[key], node, scope) : source[key];
    if (kept !== undefined) setField(result, key, kept);
  }
  for (const [key, node] of tree) {
    if (typeof node === 'function') {
      const made = node(scope);
      if (made !== undefined) setField(result, key, made);
    } else if (
      node instanceof Map &&
      !isDocument(getField(source, key)) &&
      !Array.isArray(getField(source, key)) &&
      computes(node)
    ) {
      setField(result, key, include({}, node, scope));
    }
  }
  return result;
}

const computes = (tree: Tree): boolean =>
  [...tree.values()].some((node) => typeof node === 'function' || (node instanceof Map && computes(node)));

function includeIn(value: Value, tree: Tree, scope: Scope): Value {
  if (Array.isArray(value))
    return value.map((item) => includeIn(item, tree, scope)).filter((item) => item !== undefined);
  return isDocument(value) ? include(value, tree, scope) : computes(tree) ? include({}, tree, scope) : undefined;
}

function exclude(tree: Tree): Shaping {
  return ({ root }) => without(root, tree) as Doc;
}

function without(value: Value, tree: Tree): Value {
  if (Array.isArray(value)) return value.map((item) => without(item, tree));
  if (!isDocument(value)) return value;
  const result: Doc = {};
  for (const key of Object.keys(value)) {
    const node = tree.get(key);
    if (node === 'drop') continue;
    setField(result, key, node instanceof Map ? without(value[key], node) : value[key]);
  }
  return result;
}
