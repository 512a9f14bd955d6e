// Which rows SQLite need look at: the part of a filter that indexed columns can answer. Values are always bound;
// the only names that enter SQL are our own column names. A condition may let too many rows through, never too few.
import type { Doc, Value } from './bson.ts';
import { BSONRegExp, classOf, isDocument, isNumeric, typeOf } from './bson.ts';
import type { Collation } from './collation.ts';
import type { LaidPath, Layout } from './layout.ts';
import { beginsWithOperator } from './match-operators.ts';
import { isOperatorDocument } from './match-tests.ts';
import { toNumber } from './numbers.ts';
import { isRegex, literalPrefix } from './regex.ts';
import { classBounds, NAN_KEY, NULL_KEY, sortKey } from './sort-key.ts';
import type { Bound } from './sqlite.ts';

/** A condition on rows; `exact` if it lets through just what the filter matches. */
export type Condition = { sql: string; params: Bound[]; exact: boolean };

const ANY: Condition = { sql: '', params: [], exact: false };
const NONE: Condition = { sql: '0', params: [], exact: true };
const ALL: Condition = { sql: '', params: [], exact: true };

/** Longer lists than this are left to the predicate: each length is a statement of its own. */
const MOST_LISTED = 512;

export type Narrowing = { layout: Layout; collation: Collation | undefined };

/** The condition for a whole filter. */
export function narrow(filter: Doc, scope: Narrowing, prefix = ''): Condition {
  const parts: Condition[] = [];
  for (const key of Object.keys(filter)) {
    const value = filter[key];
    if (key === '$and' && Array.isArray(value)) parts.push(...value.map((item) => narrow(item as Doc, scope, prefix)));
    else if (key === '$or' && Array.isArray(value))
      parts.push(either(value.map((item) => narrow(item as Doc, scope, prefix))));
    else if (key === '$comment') continue;
    else parts.push(key.startsWith('$') ? ANY : field(`${prefix}${key}`, value, scope));
  }
  return both(parts);
}

function both(parts: Condition[]): Condition {
  const useful = parts.filter(({ sql }) => sql !== '');
  return {
    sql: useful.map(({ sql }) => sql).join(' AND '),
    params: useful.flatMap(({ params }) => params),
    exact: parts.every(({ exact }) => exact),
  };
}

function either(parts: Condition[]): Condition {
  if (parts.some(({ sql }) => sql === ''))
    return { ...ANY, exact: parts.some(({ sql, exact }) => sql === '' && exact) };
  return {
    sql: `(${parts.map(({ sql }) => `(${sql})`).join(' OR ')})`,
    params: parts.flatMap(({ params }) => params),
    exact: parts.every(({ exact }) => exact),
  };
}

/** A column that can answer for a path, and whether strings in it are folded. */
type Column = { name: string; path: LaidPath | undefined; layout: Layout };

function columnFor(path: string, value: Value, scope: Narrowing): Column | undefined {
  const text = holdsText(value);
  if (path === '_id')
    return text && scope.collation ? undefined : { name: 'id', path: undefined, layout: scope.layout };
  const candidates = scope.layout.paths.filter((laid) => laid.path === path);
  const found = candidates.find((laid) => !text || foldKey(laid) === scope.collation?.key);
  return found && { name: found.column, path: found, layout: scope.layout };
}

function foldKey(path: LaidPath): string | undefined {
  const spec = path.collation;
  return spec && `${spec.locale}/${spec.strength}/${spec.numericOrdering}`;
}

function holdsText(value: Value): boolean {
  const order = classOf(value);
  if (order === 15) return true;
  if (Array.isArray(value)) return value.some(holdsText);
  return order === 20 && Object.values(value as Doc).some(holdsText);
}

function field(path: string, condition: Value, scope: Narrowing): Condition {
  if (isRegex(condition)) return startsWith(path, condition.pattern, condition.options, scope);
  if (!isOperatorDocument(condition)) return equal(path, condition, scope);
  const parts = Object.keys(condition).map((operator) => {
    const operand = condition[operator];
    switch (operator) {
      case '$eq':
        return isRegex(operand) ? ANY : equal(path, operand, scope);
      case '$in':
        return among(path, operand, scope);
      case '$ne':
        return different(path, [operand], scope);
      case '$nin':
        return Array.isArray(operand) ? different(path, operand, scope) : ANY;
      case '$gt':
      case '$gte':
      case '$lt':
      case '$lte':
        return ALL;
      case '$exists':
        return operand === false ? absent(path, scope) : ANY;
      case '$regex':
        return regexOperator(path, operand, condition.$options, scope);
      case '$options':
        return ALL;
      case '$all':
        return everyOne(path, operand, scope);
      case '$elemMatch':
        return withinElements(path, operand, scope);
      default:
        return ANY;
    }
  });
  return both([...parts, range(path, condition, scope)]);
}

/** `test` on the column, or on the keys of the elements where a document has an array. */
function onColumn(column: Column, test: (name: string) => string, params: Bound[], exact: boolean): Condition {
  const folded = column.path?.fold !== undefined;
  const sql = test(column.name);
  if (!column.path?.multikey) return { sql, params, exact: exact && !folded };
  const inElements = `rid IN (SELECT rid FROM ${column.layout.elements} WHERE path = ? AND ${test('key')})`;
  return {
    sql: `(${sql} OR ${inElements})`,
    params: [...params, column.path.number, ...params],
    exact: exact && !folded,
  };
}

function equal(path: string, value: Value, scope: Narrowing): Condition {
  const column = columnFor(path, value, scope);
  if (column === undefined || Array.isArray(value) || typeOf(value) === 'undefined') return ANY;
  // In an array a scalar counts as a missing field for the index, though not for the filter.
  const exact = !(value === null && column.path?.multikey);
  return onColumn(column, (name) => `${name} = ?`, [sortKey(value, column.path?.fold)], exact);
}

function among(path: string, list: Value, scope: Narrowing): Condition {
  if (!Array.isArray(list) || list.length > MOST_LISTED || list.some((item) => Array.isArray(item) || isRegex(item)))
    return ANY;
  if (list.length === 0) return NONE;
  const column = columnFor(path, list, scope);
  if (column === undefined) return ANY;
  const keys = padded(list.map((value) => sortKey(value, column.path?.fold)));
  const exact = !(list.includes(null) && column.path?.multikey);
  return onColumn(column, (name) => `${name} IN (${keys.map(() => '?').join(', ')})`, keys, exact);
}

/** Repeats the last key up to a power of two, so that lists of many lengths share a statement. */
function padded(keys: Buffer[]): Buffer[] {
  const length = 2 ** Math.ceil(Math.log2(keys.length));
  return [...keys, ...Array.from({ length: length - keys.length }, () => keys.at(-1) as Buffer)];
}

function different(path: string, list: Value[], scope: Narrowing): Condition {
  const column = columnFor(path, list, scope);
  const simple =
    column && !column.path?.multikey && !column.path?.fold && list.length > 0 && list.length <= MOST_LISTED;
  if (!simple || list.some((item) => Array.isArray(item) || isRegex(item) || typeOf(item) === 'undefined')) return ANY;
  const keys = padded(list.map((value) => sortKey(value)));
  const sql = keys.length === 1 ? `${column.name} <> ?` : `${column.name} NOT IN (${keys.map(() => '?').join(', ')})`;
  return { sql, params: keys, exact: true };
}

function absent(path: string, scope: Narrowing): Condition {
  const column = columnFor(path, null, scope);
  if (column === undefined || column.path?.multikey) return ANY;
  return { sql: `${column.name} = ?`, params: [NULL_KEY], exact: false };
}

type Side = { sql: (name: string) => string; params: Bound[] };

/** The four comparisons of one field together, so that an index is entered at the narrower end. */
function range(path: string, condition: Doc, scope: Narrowing): Condition {
  const operators = (['$gt', '$gte', '$lt', '$lte'] as const).filter((operator) => Object.hasOwn(condition, operator));
  if (operators.length === 0) return ALL;
  const classes = new Set(operators.map((operator) => classOf(condition[operator])));
  if (classes.size > 1 || operators.length > 2) {
    return both(operators.map((operator) => range(path, { [operator]: condition[operator] }, scope)));
  }
  const value = condition[operators[0] as string];
  const order = classOf(value);
  const column = columnFor(path, value, scope);
  if (column === undefined || order === 25 || order < 5 || order === 127 || isRegex(value)) return ANY;
  if (order === 15 && column.path?.fold) return ANY;
  if (order === 5 || operators.some((operator) => isNan(condition[operator]))) {
    return both(operators.map((operator) => touching(path, operator, condition[operator], scope)));
  }
  if (column.path?.multikey && operators.length === 2) {
    return both(operators.map((operator) => range(path, { [operator]: condition[operator] }, scope)));
  }
  const sides = operators.map((operator) => bound(operator, condition[operator]));
  const { low, high } = classBounds(value);
  if (!operators.some((operator) => operator.startsWith('$g'))) {
    // NaN is not below anything; the least of other classes may have the bare lead byte for its key.
    sides.push(
      order === 10
        ? { sql: (name) => `${name} > ?`, params: [NAN_KEY] }
        : { sql: (name) => `${name} >= ?`, params: [low] },
    );
  }
  if (!operators.some((operator) => operator.startsWith('$l')))
    sides.push({ sql: (name) => `${name} < ?`, params: [high] });
  const test = (name: string): string => sides.map(({ sql }) => sql(name)).join(' AND ');
  return onColumn(
    column,
    test,
    sides.flatMap(({ params }) => params),
    true,
  );
}

const isNan = (value: Value): boolean => isNumeric(value) && Number.isNaN(toNumber(value));

const SIGNS: Record<string, string> = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' };

function bound(operator: string, value: Value): Side {
  return { sql: (name) => `${name} ${SIGNS[operator]} ?`, params: [sortKey(value)] };
}

/** Null and NaN are neither above nor below anything: only "or equal" can hold. */
function touching(path: string, operator: string, value: Value, scope: Narrowing): Condition {
  if (classOf(value) !== 5 && !isNan(value)) return { ...ANY };
  return operator.endsWith('e') ? equal(path, value, scope) : NONE;
}

function regexOperator(path: string, operand: Value, options: Value, scope: Narrowing): Condition {
  const flags = typeof options === 'string' ? options : '';
  if (typeof operand === 'string') return startsWith(path, operand, flags, scope);
  return isRegex(operand) ? startsWith(path, operand.pattern, flags || operand.options, scope) : ANY;
}

/** Strings that begin so, and stored expressions that are the same: all of it, if the pattern says nothing more. */
function startsWith(path: string, pattern: string, options: string, scope: Narrowing): Condition {
  const { prefix, whole } = literalPrefix(pattern, options);
  const column = prefix === '' ? undefined : columnFor(path, prefix, { ...scope, collation: undefined });
  if (column === undefined) return ANY;
  const low = sortKey(prefix);
  const high = Buffer.concat([low, Buffer.from([0xff])]);
  const texts = onColumn(column, (name) => `${name} >= ? AND ${name} < ?`, [low, high], whole);
  const same = onColumn(column, (name) => `${name} = ?`, [sortKey(new BSONRegExp(pattern, options))], true);
  return either([texts, same]);
}

function everyOne(path: string, list: Value, scope: Narrowing): Condition {
  if (!Array.isArray(list) || list.length === 0) return ANY;
  const parts = list.map((item) => (beginsWithOperator(item) || isRegex(item) ? ANY : equal(path, item, scope)));
  return { ...both(parts), exact: false };
}

function withinElements(path: string, operand: Value, scope: Narrowing): Condition {
  if (!isDocument(operand)) return ANY;
  const [first] = Object.keys(operand);
  if (first?.startsWith('$')) return ANY;
  return { ...narrow(operand, scope, `${path}.`), exact: false };
}
