// The tests that conditions are made of: comparisons, membership and regular expressions about one value.
import type { BsonType, Doc, Value } from './bson.ts';
import { bsonTag, classOf, isDocument, isNumeric, typeOf } from './bson.ts';
import { compareValues, type StringOrder, textOf } from './compare.ts';
import { hasReferencePart, isReference } from './dollar-names.ts';
import type { LeafArrays } from './path.ts';
import { compileRegex, isRegex } from './regex.ts';

export type Predicate = (document: Doc) => boolean;
/** Decides about one value that a path led to; `undefined` stands for a missing field. */
export type Test = (value: Value) => boolean;
/** A condition on the values of a field, with the way the path treats a last array; or all of several. */
export type FieldTest = { negate?: boolean } & ({ leaf: LeafArrays; test: Test } | { all: FieldTest[] });

export type MatchContext = { strings?: StringOrder | undefined; variables?: Doc | undefined };
/** Lets operators compile the filters and conditions inside them. */
export type Compiler = {
  filter: (filter: Doc, context: MatchContext) => Predicate;
  field: (condition: Value, context: MatchContext) => FieldTest[];
};

/** Whether one value, taken by itself, meets a condition. */
export function meets(value: Value, condition: FieldTest): boolean {
  const found = 'all' in condition ? condition.all.every((one) => meets(value, one)) : condition.test(value);
  return found !== (condition.negate === true);
}

/** True for `{ $gt: 1, … }`: a document of operators rather than a value to be equal to. */
export function isOperatorDocument(condition: Value): condition is Doc {
  if (!isDocument(condition)) return false;
  return Object.keys(condition)[0]?.startsWith('$') === true && !isReference(condition);
}

/** What stands at the top of a filter beside fields. The parts of a reference are names of fields even there. */
const OF_DOCUMENTS = new Set([
  '$and',
  '$or',
  '$nor',
  '$expr',
  '$where',
  '$comment',
  '$text',
  '$jsonSchema',
  '$alwaysTrue',
  '$alwaysFalse',
  '$sampleRate',
]);

/** Whether an `$elemMatch` is about the elements themselves, rather than about fields that they have. */
export function isAboutValues(operand: Doc): boolean {
  const [first] = Object.keys(operand);
  return first?.startsWith('$') === true && !OF_DOCUMENTS.has(first) && !hasReferencePart(operand);
}

type Comparison = '$eq' | '$gt' | '$gte' | '$lt' | '$lte';

const ACCEPTS: Record<Comparison, (order: number) => boolean> = {
  $eq: (order) => order === 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

/** A comparison with a constant: values of other classes never match, except where MongoDB says so. */
export function comparison(operator: Comparison, wanted: Value, strings?: StringOrder): Test {
  const accepts = ACCEPTS[operator];
  if (typeof wanted === 'string' && strings === undefined && operator === '$eq') {
    return (value) =>
      value === wanted ||
      (typeof value === 'object' && value !== null && bsonTag(value) === 'BSONSymbol' && textOf(value) === wanted);
  }
  const order = classOf(wanted);
  const type = typeOf(wanted);
  if (type === 'null' || type === 'undefined') {
    const withEqual = accepts(0);
    return (value) => (value === undefined || value === null) && withEqual;
  }
  if (type === 'minKey' || type === 'maxKey') {
    return (value) =>
      classOf(value) === order
        ? accepts(0)
        : value !== undefined
          ? operator !== '$eq' && boundAccepts(operator, type)
          : operator !== '$eq' && boundAccepts(operator, type);
  }
  if (isNumeric(wanted) && Number.isNaN(Number(wanted.toString()))) {
    const withEqual = accepts(0);
    return (value) => withEqual && isNumeric(value) && compareValues(value, wanted) === 0;
  }
  if (isNumeric(wanted)) {
    return (value) =>
      isNumeric(value) &&
      !Number.isNaN(typeof value === 'number' ? value : Number(value.toString())) &&
      accepts(compareValues(value, wanted));
  }
  return (value) => classOf(value) === order && value !== undefined && accepts(compareValues(value, wanted, strings));
}

/** Everything is above MinKey and below MaxKey. */
function boundAccepts(operator: Comparison, bound: BsonType): boolean {
  return bound === 'minKey' ? operator === '$gt' || operator === '$gte' : operator === '$lt' || operator === '$lte';
}

/** Strings that match, and stored regular expressions that are the same. */
export function regexTest(pattern: string, options: string): Test {
  const compiled = compileRegex(pattern, options);
  return (value) => {
    if (typeof value === 'string') return compiled.test(value);
    if (isRegex(value)) return value.pattern === pattern && value.options === options;
    return (
      typeof value === 'object' && value !== null && bsonTag(value) === 'BSONSymbol' && compiled.test(textOf(value))
    );
  };
}

/** Equality to one of many; a null among them also matches a missing field, a regular expression its matches. */
export function oneOf(list: Value[], strings?: StringOrder): Test {
  const regexes = list.filter(isRegex).map((regex) => regexTest(regex.pattern, regex.options));
  const values = list.filter((item) => !isRegex(item));
  const texts = new Set(strings === undefined ? values.filter((item) => typeof item === 'string') : []);
  const others = values.filter((item) => !texts.has(item as string)).map((item) => comparison('$eq', item, strings));
  return (value) =>
    (typeof value === 'string' && texts.has(value)) ||
    others.some((test) => test(value)) ||
    regexes.some((test) => test(value));
}
