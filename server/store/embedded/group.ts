// `$group`: documents are put together by a key, and accumulators look at each of them once.

import { greatest, least, Sum } from './accumulate.ts';
import type { Doc, Value } from './bson.ts';
import { classOf, isDocument, isNumeric, setField, typeOf } from './bson.ts';
import { equalValues, textOf } from './compare.ts';
import { checkNames } from './dollar-names.ts';
import { badValue, refused } from './errors.ts';
import { compileExpression } from './expression.ts';
import type { Expression, Scope } from './expression-value.ts';
import { toNumber } from './numbers.ts';
import { sortKey } from './sort-key.ts';

export interface Accumulator {
  /** True once nothing more can change the result: further values are not even worked out. */
  readonly settled?: boolean;
  add(value: Value, scope: Scope): void;
  result(): Value;
}

class Summing implements Accumulator {
  private readonly sum = new Sum();
  private readonly finish: (sum: Sum) => Value;
  constructor(finish: (sum: Sum) => Value) {
    this.finish = finish;
  }
  add(value: Value): void {
    this.sum.add(value);
  }
  result(): Value {
    return this.finish(this.sum);
  }
}

class Extreme implements Accumulator {
  private best: Value = null;
  private readonly pick: typeof least;
  constructor(pick: typeof least) {
    this.pick = pick;
  }
  add(value: Value, scope: Scope): void {
    this.best = this.pick([this.best, value], scope.strings);
  }
  result(): Value {
    return this.best;
  }
}

class Edge implements Accumulator {
  private value: Value;
  private seen = false;
  get settled(): boolean {
    return this.seen && !this.last;
  }
  private readonly last: boolean;
  constructor(last: boolean) {
    this.last = last;
  }
  add(value: Value): void {
    this.value = value;
    this.seen = true;
  }
  result(): Value {
    return this.value ?? null;
  }
}

class Pushing implements Accumulator {
  private readonly list: Value[] = [];
  private readonly unique: boolean;
  private readonly keys = new Set<string>();
  constructor(unique: boolean) {
    this.unique = unique;
  }
  add(value: Value, scope: Scope): void {
    if (value === undefined) return;
    if (this.unique) {
      if (scope.strings) {
        if (this.list.some((item) => equalValues(item, value, scope.strings))) return;
      } else {
        const key = sortKey(value).toString('latin1');
        if (this.keys.has(key)) return;
        this.keys.add(key);
      }
    }
    this.list.push(value);
  }
  result(): Value {
    return this.list;
  }
}

class Merging implements Accumulator {
  private readonly merged: Doc = {};
  add(value: Value): void {
    if (value === undefined || value === null) return;
    if (!isDocument(value))
      throw badValue(`$mergeObjects requires object inputs, but input is of type ${typeOf(value)}`, 40400);
    for (const key of Object.keys(value)) setField(this.merged, key, value[key]);
  }
  result(): Value {
    return this.merged;
  }
}

const ACCUMULATORS: Record<string, () => Accumulator> = {
  $sum: () => new Summing((sum) => sum.value()),
  $avg: () => new Summing((sum) => sum.average()),
  $min: () => new Extreme(least),
  $max: () => new Extreme(greatest),
  $first: () => new Edge(false),
  $last: () => new Edge(true),
  $push: () => new Pushing(false),
  $addToSet: () => new Pushing(true),
  $mergeObjects: () => new Merging(),
  $count: () => new Summing((sum) => sum.value()),
};

const KNOWN_TO_MONGODB = new Set([
  '$accumulator',
  '$bottom',
  '$bottomN',
  '$firstN',
  '$lastN',
  '$maxN',
  '$minN',
  '$top',
  '$topN',
  '$stdDevPop',
  '$stdDevSamp',
  '$median',
  '$percentile',
]);

export type GroupField = { name: string; operator: string; operand: Value };
export type GroupDefinition = { id: Value; fields: GroupField[] };

export function parseGroup(operand: Value): GroupDefinition {
  if (!isDocument(operand)) throw badValue("a group's fields must be specified in an object", 15947);
  if (!('_id' in operand)) throw badValue('a group specification must include an _id', 15955);
  const fields = Object.keys(operand)
    .filter((name) => name !== '_id')
    .map((name) => groupField(name, operand[name]));
  return { id: operand._id, fields };
}

function groupField(name: string, accumulator: Value): GroupField {
  if (name.includes('.')) throw badValue(`The field name '${name}' cannot contain '.'`, 40235);
  if (name.startsWith('$')) throw badValue(`The field name '${name}' cannot be an operator name`, 40236);
  if (!isDocument(accumulator)) throw badValue(`The field '${name}' must be an accumulator object`, 40234);
  const [operator, ...others] = Object.keys(accumulator);
  if (operator === undefined || others.length > 0)
    throw badValue(`The field '${name}' must specify one accumulator`, 40238);
  if (!Object.hasOwn(ACCUMULATORS, operator)) {
    if (KNOWN_TO_MONGODB.has(operator)) throw refused(`the accumulator ${operator}`);
    throw badValue(`unknown group operator '${operator}'`, 15952);
  }
  if (operator === '$count' && !(isDocument(accumulator.$count) && Object.keys(accumulator.$count).length === 0)) {
    throw badValue('$count takes no arguments, i.e. $count:{}');
  }
  return { name, operator, operand: operator === '$count' ? 1 : accumulator[operator] };
}

/** What a document's group is called and, for the first one of a group, how its `_id` is made. */
type Key = (scope: Scope) => { name: string; id: () => Value };

/** The key of a group. In a document of one field a missing value is null; of several it is left out. */
function groupKey(id: Value): Key {
  const keys = isDocument(id) ? Object.keys(id) : [];
  const whole = compileExpression(id);
  if (keys.length === 0 || keys[0]?.startsWith('$')) {
    return (scope) => {
      const value = whole(scope) ?? null;
      return { name: nameOf(value), id: () => value };
    };
  }
  checkNames(keys);
  if (Object.values(id as Doc).some((value) => isNumeric(value) || typeof value === 'boolean'))
    throw badValue('$group does not support inclusion-style expressions', 17390);
  // The document is made only once for each group; its name only needs the values.
  const fields = keys.map((key) => ({ key, begins: nameOfKey(key), value: compileExpression((id as Doc)[key]) }));
  return (scope) => {
    const values = fields.map(({ value }) => value(scope));
    if (values.length === 1) values[0] ??= null;
    let name = '{';
    for (let i = 0; i < fields.length; i += 1) {
      if (values[i] !== undefined) name += (fields[i] as (typeof fields)[number]).begins + nameOf(values[i]);
    }
    return { name: `${name}}`, id: () => documentOf(keys, values) };
  };
}

function documentOf(keys: string[], values: Value[]): Doc {
  const document: Doc = {};
  keys.forEach((key, i) => {
    if (values[i] !== undefined) setField(document, key, values[i]);
  });
  return document;
}

type Group = { id: Value; accumulators: Accumulator[] };

/** Groups in the making: documents come in portions. */
export type Groups = { add(documents: Iterable<Doc>): void; result(): Doc[] };

/** Groups documents; groups come in the order in which their first documents do. */
export function compileGroup({ id, fields }: GroupDefinition): (scopeOf: (document: Doc) => Scope) => Groups {
  const key = groupKey(id);
  const values = fields.map(({ operand }): Expression => compileExpression(operand));
  const makers = fields.map(({ operator }) => ACCUMULATORS[operator] as () => Accumulator);
  return (scopeOf) => {
    const groups = new Map<string, Group>();
    const folded: Group[] = [];
    const add = (document: Doc): void => {
      const scope = scopeOf(document);
      const { name, id: idOf } = key(scope);
      const group = scope.strings ? foldedGroup(folded, idOf(), scope, makers) : groupOf(groups, name, idOf, makers);
      for (let i = 0; i < values.length; i += 1) {
        const accumulator = group.accumulators[i] as Accumulator;
        if (!accumulator.settled) accumulator.add((values[i] as Expression)(scope), scope);
      }
    };
    return {
      add: (documents) => {
        for (const document of documents) add(document);
      },
      result: () => [...groups.values(), ...folded].map((group) => finished(group, fields)),
    };
  };
}

function finished({ id, accumulators }: Group, fields: GroupField[]): Doc {
  const result: Doc = { _id: id };
  fields.forEach(({ name }, i) => {
    const value = accumulators[i]?.result();
    if (value !== undefined) setField(result, name, value);
  });
  return result;
}

function groupOf(groups: Map<string, Group>, name: string, id: () => Value, makers: (() => Accumulator)[]): Group {
  let group = groups.get(name);
  if (group === undefined) {
    group = { id: id(), accumulators: makers.map((make) => make()) };
    groups.set(name, group);
  }
  return group;
}

/** A text for each value, the same for equal ones. Common values have short ones that are quickly made. */
function nameOf(value: Value): string {
  switch (typeof value) {
    case 'string':
      return `s${value.length}:${value}`;
    case 'number':
      return `n${value === 0 ? 0 : value};`;
    case 'boolean':
      return value ? 't' : 'f';
    default:
      if (value === null || value === undefined) return '0';
      return isDocument(value) ? documentName(value) : otherName(value);
  }
}

const nameOfKey = (key: string): string => `${key.length}:${key}`;

function documentName(document: Doc): string {
  let name = '{';
  for (const key of Object.keys(document)) name += nameOfKey(key) + nameOf(document[key]);
  return `${name}}`;
}

function otherName(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(nameOf).join('')}]`;
  if (isNumeric(value)) {
    // A number that a double holds is equal to that double.
    const near = toNumber(value);
    return equalValues(value, near) ? nameOf(near) : keyName(value);
  }
  return classOf(value) === 15 ? nameOf(textOf(value)) : keyName(value);
}

function keyName(value: Value): string {
  const key = sortKey(value).toString('latin1');
  return `k${key.length}:${key}`;
}

/** Under a collation keys are equal by comparison, which no map can tell. */
function foldedGroup(groups: Group[], value: Value, scope: Scope, makers: (() => Accumulator)[]): Group {
  const present = groups.find(({ id }) => equalValues(id, value, scope.strings));
  if (present) return present;
  const group = { id: value, accumulators: makers.map((make) => make()) };
  groups.push(group);
  return group;
}
