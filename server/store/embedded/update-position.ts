// By which element of an array the filter found a document: what `$` stands for in the paths of an update.
import type { Doc, Value } from './bson.ts';
import { isDocument } from './bson.ts';
import type { StringOrder } from './compare.ts';
import { compareStrings } from './compare.ts';
import { refused } from './errors.ts';
import { compileFilter } from './match.ts';
import { beginsWithOperator } from './match-operators.ts';
import { isAboutValues, isOperatorDocument, type Predicate } from './match-tests.ts';
import { isArrayIndex, splitPath, valueAt } from './path.ts';
import { isRegex } from './regex.ts';

/** The kinds of conditions in the order in which MongoDB tries them: the last one that meets an element counts. */
const ORDER = [
  '$elemMatch of fields',
  '$elemMatch',
  '$size',
  '$eq',
  '$lte',
  '$lt',
  '$gt',
  '$gte',
  '$regex',
  '$mod',
  '$exists',
  '$in',
  '$bitsAllSet',
  '$bitsAllClear',
  '$bitsAnySet',
  '$bitsAnyClear',
  '$type',
];

/** One condition on the array (`rest` is empty) or on something within its elements. */
type Leaf = { kind: string; rest: string; condition: Doc };

/** The place of the element; undefined if the filter says of none that it was this one. */
export function matchedIndex(
  document: Doc,
  head: string[],
  filter: Doc,
  strings: StringOrder | undefined,
): number | undefined {
  const path = head.join('.');
  const leaves = leavesOn(filter, path);
  if (leaves.length === 0 && !mentions(filter, path))
    throw refused('the positional operator on an array about which the filter says nothing');
  // MongoDB takes the element of whichever array it looked at last, which it does not promise.
  if (meetsOtherArrays(document, filter, path))
    throw refused('the positional operator with conditions on other arrays');
  const list = valueAt(document, head);
  if (!Array.isArray(list)) return undefined;
  let found: number | undefined;
  for (const leaf of leaves.sort(asTried)) {
    const meets = elementTest(leaf, strings);
    const index = meets === undefined ? -1 : list.findIndex((item) => meets({ list: [item] }));
    if (index >= 0) found = index;
  }
  return found;
}

function asTried(a: Leaf, b: Leaf): number {
  return (
    ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
    compareStrings(a.rest, b.rest) ||
    compareLists(inner(a.condition), inner(b.condition))
  );
}

/** Of conditions on elements that are alike otherwise, the conditions within decide. Several of them come first. */
function compareLists(a: Leaf[], b: Leaf[]): number {
  if (a.length > 1 !== b.length > 1) return a.length > 1 ? -1 : 1;
  for (const [i, leaf] of a.entries()) {
    const other = b[i];
    const order = other === undefined ? 1 : asTried(leaf, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function inner({ $elemMatch: within }: Doc): Leaf[] {
  if (!isDocument(within)) return [];
  const leaves = isAboutValues(within)
    ? leavesOf(within).map((leaf) => ({ ...leaf, rest: '' }))
    : Object.keys(within).flatMap((rest) => leavesOf(within[rest]).map((leaf) => ({ ...leaf, rest })));
  return leaves.sort(asTried);
}

/** Whether an element alone, in an array of its own, meets the condition. What only the whole array can meet gives no place. */
function elementTest({ kind, rest, condition }: Leaf, strings: StringOrder | undefined): Predicate | undefined {
  if (rest !== '') return compileFilter({ [`list.${rest}`]: condition }, { strings });
  if (kind === '$size') return undefined;
  const isOfElements = kind.startsWith('$elemMatch');
  return compileFilter({ list: isOfElements ? condition : { $elemMatch: condition } }, { strings });
}

function leavesOn(filter: Doc, path: string): Leaf[] {
  return Object.keys(filter).flatMap((key) => {
    const condition = filter[key];
    // In a choice MongoDB does not keep by which element it matched, unless there is nothing to choose.
    const single = key === '$or' && Array.isArray(condition) && condition.length === 1;
    if ((key === '$and' || single) && Array.isArray(condition))
      return condition.flatMap((item) => leavesOn(item as Doc, path));
    if (key !== path && !key.startsWith(`${path}.`)) return [];
    const rest = key.slice(path.length + 1);
    // A condition on a certain place of the array says nothing about which element matched.
    if (isArrayIndex(splitPath(rest)[0] as string)) return [];
    return leavesOf(condition).map((leaf) => ({ ...leaf, rest }));
  });
}

type Part = Omit<Leaf, 'rest'>;

/** The conditions one by one, each in the simplest form that MongoDB gives it. */
function leavesOf(condition: Value): Part[] {
  if (!isOperatorDocument(condition)) return [equalTo(condition)];
  const { $options } = condition;
  return Object.keys(condition).flatMap((operator): Part[] => {
    const operand = condition[operator];
    switch (operator) {
      // What is not so has no place in an array.
      case '$not':
      case '$ne':
      case '$nin':
      case '$options':
        return [];
      case '$exists':
        return operand ? [{ kind: operator, condition: { $exists: true } }] : [];
      case '$eq':
        return [{ kind: operator, condition: { $eq: operand } }];
      case '$regex':
        return [
          { kind: operator, condition: $options === undefined ? { $regex: operand } : { $regex: operand, $options } },
        ];
      case '$in':
        return Array.isArray(operand) && operand.length === 1
          ? [equalTo(operand[0])]
          : [{ kind: operator, condition: { $in: operand } }];
      case '$all':
        return (operand as Value[]).flatMap((item) => (beginsWithOperator(item) ? leavesOf(item) : [equalTo(item)]));
      case '$elemMatch':
        return [
          {
            kind: isAboutValues(operand as Doc) ? operator : '$elemMatch of fields',
            condition: { $elemMatch: operand },
          },
        ];
      default:
        return [{ kind: operator, condition: { [operator]: operand } }];
    }
  });
}

function equalTo(value: Value): Part {
  return isRegex(value) ? { kind: '$regex', condition: { $in: [value] } } : { kind: '$eq', condition: { $eq: value } };
}

/** True if a condition on another path meets an array of the document. */
function meetsOtherArrays(document: Doc, filter: Doc, path: string): boolean {
  return Object.keys(filter).some((key) => {
    const value = filter[key];
    if (key.startsWith('$'))
      return Array.isArray(value) && value.some((item) => isDocument(item) && meetsOtherArrays(document, item, path));
    const parts = splitPath(key);
    // Within the array itself is not elsewhere; where the path holds none, an array further down is.
    if ((key === path || key.startsWith(`${path}.`)) && Array.isArray(valueAt(document, splitPath(path)))) return false;
    return parts.some((_part, i) => Array.isArray(valueAt(document, parts.slice(0, i + 1))));
  });
}

/** True if the filter says something about the array, though nothing by which an element could be found. */
function mentions(filter: Doc, path: string): boolean {
  return Object.keys(filter).some((key) => {
    const value = filter[key];
    if (key.startsWith('$') && Array.isArray(value))
      return value.some((item) => isDocument(item) && mentions(item, path));
    return key === path || key.startsWith(`${path}.`);
  });
}
