// The stages of aggregation pipelines, each a function from documents to documents.
import type { Doc, Value } from './bson.ts';
import { isDocument, isNumeric, setField } from './bson.ts';
import type { View } from './catalog.ts';
import type { Collation } from './collation.ts';
import { compareValues } from './compare.ts';
import { badValue, refused } from './errors.ts';
import { compileExpression } from './expression.ts';
import type { Scope } from './expression-value.ts';
import { compileGroup, type Groups, parseGroup } from './group.ts';
import { compileFilter } from './match.ts';
import { longOf } from './normalise.ts';
import { toNumber } from './numbers.ts';
import { splitPath, valueAt } from './path.ts';
import { isRegex } from './regex.ts';
import { shapingStage } from './shape.ts';
import { compareKeys, documentOrder, parseSort } from './sort.ts';

/** What a pipeline runs in. `run` runs another pipeline on a collection of the same database. */
export type Surroundings = {
  view: View;
  collation: Collation | undefined;
  variables: Record<string, Value>;
  run: (collection: string, pipeline: Doc[], variables: Record<string, Value>) => Doc[];
};

export type Stage = (documents: Iterable<Doc>) => Iterable<Doc>;

export function compileStage(stage: Doc, around: Surroundings): Stage {
  const [name, ...others] = isDocument(stage) ? Object.keys(stage) : [];
  if (name === undefined || others.length > 0)
    throw badValue('A pipeline stage specification object must contain exactly one field.', 40323);
  const build = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (build) return build(stage[name], around);
  if (KNOWN_TO_MONGODB.has(name)) throw refused(`the stage ${name}`);
  throw badValue(`Unrecognized pipeline stage name: '${name}'`, 40324);
}

const KNOWN_TO_MONGODB = new Set([
  '$out',
  '$merge',
  '$geoNear',
  '$graphLookup',
  '$redact',
  '$setWindowFields',
  '$densify',
  '$fill',
  '$bucketAuto',
  '$changeStream',
  '$collStats',
  '$indexStats',
  '$planCacheStats',
  '$listSessions',
  '$listLocalSessions',
  '$currentOp',
  '$documents',
  '$search',
  '$searchMeta',
  '$vectorSearch',
  '$sample',
]);

function scopeIn(around: Surroundings): (document: Doc) => Scope {
  const strings = around.collation?.order;
  return (root) => ({ root, variables: around.variables, strings });
}

type Build = (operand: Value, around: Surroundings) => Stage;

const shaping =
  (name: string): Build =>
  (operand, around) => {
    const shape = shapingStage(name, operand);
    const scopeOf = scopeIn(around);
    return function* (documents) {
      for (const document of documents) yield shape(scopeOf(document));
    };
  };

const match: Build = (operand, around) => {
  if (!isDocument(operand)) throw badValue('the match filter must be an expression in an object', 15959);
  const matches = compileFilter(operand, { strings: around.collation?.order, variables: around.variables });
  return function* (documents) {
    for (const document of documents) if (matches(document)) yield document;
  };
};

const sort: Build = (operand, around) => {
  if (!isDocument(operand)) throw badValue('the $sort key specification must be an object', 15973);
  const keys = parseSort(operand);
  if (keys.length === 0) throw badValue('$sort stage must have at least one sort key', 15976);
  const keysOf = documentOrder(keys, around.collation);
  const compare = compareKeys(keys, around.collation?.order);
  return (documents) =>
    Array.from(documents, (document) => ({ document, keys: keysOf(document) }))
      .sort((a, b) => compare(a.keys, b.keys))
      .map(({ document }) => document);
};

/** The number of `$limit` and `$skip`. */
export function countOperand(name: string, operand: Value): number {
  const least = name === '$limit' ? 1 : 0;
  const count = isNumeric(operand) ? toNumber(operand) : Number.NaN;
  if (!Number.isInteger(count))
    throw badValue(`invalid argument to ${name} stage: Expected an integer`, name === '$limit' ? 5107201 : 5107200);
  if (count < least)
    throw badValue(
      name === '$limit'
        ? 'the limit must be positive'
        : `invalid argument to ${name} stage: Expected a non-negative number`,
      name === '$limit' ? 15958 : 5107200,
    );
  return count;
}

const limit: Build = (operand) => {
  const most = countOperand('$limit', operand);
  return function* (documents) {
    let count = 0;
    for (const document of documents) {
      yield document;
      count += 1;
      if (count >= most) return;
    }
  };
};

const skip: Build = (operand) => {
  const left = countOperand('$skip', operand);
  return function* (documents) {
    let count = 0;
    for (const document of documents) {
      count += 1;
      if (count > left) yield document;
    }
  };
};

export function countName(operand: Value): string {
  if (typeof operand !== 'string' || operand === '')
    throw badValue('the count field must be a non-empty string', 40156);
  if (operand.startsWith('$')) throw badValue('the count field cannot be a $-prefixed path', 40158);
  if (operand.includes('.')) throw badValue("the count field cannot contain '.'", 40160);
  return operand;
}

const count: Build = (operand) => {
  const name = countName(operand);
  return (documents) => {
    let total = 0;
    for (const _document of documents) total += 1;
    return total === 0 ? [] : [{ [name]: total }];
  };
};

const group: Build = (operand, around) => {
  const begin = compileGroup(parseGroup(operand));
  return (documents) => {
    const groups = begin(scopeIn(around));
    groups.add(documents);
    return groups.result();
  };
};

/** A `$group` stage whose documents come a portion at a time. */
export function startGroup({ $group }: Doc, around: Surroundings): Groups {
  return compileGroup(parseGroup($group))(scopeIn(around));
}

const unwind: Build = (operand) => {
  const spec = typeof operand === 'string' ? { path: operand } : operand;
  if (!isDocument(spec))
    throw badValue(`expected either a string or an object as specification for $unwind stage`, 15981);
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = spec;
  if (typeof path !== 'string') throw badValue('expected a string as the path for $unwind stage', 28808);
  if (!path.startsWith('$')) throw badValue("path option to $unwind stage should be prefixed with a '$'", 28818);
  if (includeArrayIndex !== undefined && (typeof includeArrayIndex !== 'string' || includeArrayIndex === '')) {
    throw badValue('expected a non-empty string for the includeArrayIndex option to $unwind stage', 28810);
  }
  if (typeof includeArrayIndex === 'string' && includeArrayIndex.startsWith('$'))
    throw badValue("includeArrayIndex option to $unwind stage should not be prefixed with a '$'", 28822);
  const parts = splitPath(path.slice(1));
  const at = includeArrayIndex === undefined ? undefined : splitPath(includeArrayIndex as string);
  return function* (documents) {
    for (const document of documents) {
      const value = plainValue(document, parts);
      if (Array.isArray(value) && value.length > 0) {
        for (let i = 0; i < value.length; i += 1) {
          const one = withValue(document, parts, value[i]);
          yield at ? withValue(one, at, longOf(BigInt(i))) : one;
        }
      } else if (!Array.isArray(value) && value !== undefined && value !== null) {
        yield at ? withValue(document, at, null) : document;
      } else if (preserveNullAndEmptyArrays === true) {
        const one = Array.isArray(value) ? withValue(document, parts, undefined) : document;
        yield at ? withValue(one, at, null) : one;
      }
    }
  };
};

/** The value at a path of names; arrays on the way have none. */
function plainValue(document: Doc, parts: string[]): Value {
  let current: Value = document;
  for (const part of parts) {
    if (!isDocument(current)) return undefined;
    current = Object.hasOwn(current, part) ? current[part] : undefined;
  }
  return current;
}

/** The document with another value at a path; `undefined` takes the field away. */
function withValue(document: Doc, parts: readonly string[], value: Value): Doc {
  const [name, ...rest] = parts as [string, ...string[]];
  const copy = { ...document };
  const inner = copy[name];
  const made = rest.length === 0 ? value : withValue(isDocument(inner) ? inner : {}, rest, value);
  if (made === undefined) delete copy[name];
  else setField(copy, name, made);
  return copy;
}

const lookup: Build = (operand, around) => {
  if (!isDocument(operand)) throw badValue('the $lookup specification must be an Object', 9);
  const { from, localField, foreignField, as, let: bindings, pipeline } = operand;
  if (typeof from !== 'string') throw badValue("missing 'from' option to $lookup stage specification", 9);
  if (typeof as !== 'string') throw badValue("must specify 'as' field for a $lookup", 9);
  if ((localField === undefined) !== (foreignField === undefined))
    throw badValue("$lookup requires both or neither of 'localField' and 'foreignField' to be specified", 9);
  if (localField === undefined && pipeline === undefined)
    throw badValue("$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified", 9);
  const local = typeof localField === 'string' ? splitPath(localField) : undefined;
  const variables = isDocument(bindings)
    ? Object.keys(bindings).map((name) => [name, compileExpression(bindings[name])] as const)
    : [];
  const scopeOf = scopeIn(around);
  const target = splitPath(as);
  return function* (documents) {
    for (const document of documents) {
      const scope = scopeOf(document);
      const own = Object.fromEntries(variables.map(([name, value]) => [name, value(scope)]));
      const joined: Doc[] = local ? [{ $match: joinCondition(document, local, foreignField as string) }] : [];
      const found = around.run(from, [...joined, ...((pipeline ?? []) as Doc[])], { ...around.variables, ...own });
      yield withValue(document, target, found);
    }
  };
};

/** Equality with the local value, or with any element of it. */
function joinCondition(document: Doc, local: string[], foreign: string): Doc {
  const values: Value[] = [];
  collect(document, local, values);
  const wanted = values.length === 0 ? [null] : values;
  // Within `$in` an expression would match texts; here it is a value like others.
  if (wanted.some(isRegex)) return { $or: wanted.map((value) => ({ [foreign]: { $eq: value } })) };
  return { [foreign]: wanted.length === 1 ? { $eq: wanted[0] } : { $in: wanted } };
}

function collect(value: Value, parts: readonly string[], into: Value[]): void {
  if (Array.isArray(value)) {
    for (const item of value)
      if (parts.length === 0) into.push(item);
      else collect(item, parts, into);
    return;
  }
  if (parts.length === 0) into.push(value ?? null);
  else if (isDocument(value)) collect(valueAt(value, [parts[0] as string]), parts.slice(1), into);
  else into.push(null);
}

const facet: Build = (operand, around) => {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw badValue('the $facet specification must be a non-empty object', 40169);
  const branches = Object.keys(operand).map((name) => {
    const pipeline = operand[name];
    if (!Array.isArray(pipeline)) throw badValue(`arguments to $facet must be arrays, ${name} is not`, 40170);
    return [name, pipeline.map((stage) => compileStage(stage as Doc, around))] as const;
  });
  return (documents) => {
    const all = [...documents];
    return [
      Object.fromEntries(
        branches.map(([name, stages]) => [
          name,
          [...stages.reduce<Iterable<Doc>>((input, stage) => stage(input), all)],
        ]),
      ),
    ];
  };
};

const sortByCount: Build = (operand, around) => {
  const grouped = group({ _id: operand, count: { $sum: 1 } }, around);
  const sorted = sort({ count: -1 }, around);
  return (documents) => sorted(grouped(documents));
};

const bucket: Build = (operand, around) => {
  if (!isDocument(operand)) throw badValue('Argument to $bucket stage must be an object', 40201);
  const { groupBy, boundaries, default: fallback, output } = operand;
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw badValue("The $bucket 'boundaries' field must have at least 2 values", 40192);
  const sorted = boundaries.every((value, i) => i === 0 || compareValues(boundaries[i - 1], value) < 0);
  if (!sorted) throw badValue("The 'boundaries' option to $bucket must be sorted", 40194);
  const branches = boundaries.slice(1).map((high, i) => ({
    case: { $and: [{ $gte: [groupBy, { $literal: boundaries[i] }] }, { $lt: [groupBy, { $literal: high }] }] },
    then: { $literal: boundaries[i] },
  }));
  const id = { $switch: { branches, ...('default' in operand ? { default: { $literal: fallback } } : {}) } };
  const grouped = group({ _id: id, ...((output as Doc | undefined) ?? { count: { $sum: 1 } }) }, around);
  const ordered = sort({ _id: 1 }, around);
  return (documents) => ordered(grouped(documents));
};

const unionWith: Build = (operand, around) => {
  const { coll, pipeline } = typeof operand === 'string' ? { coll: operand, pipeline: [] } : (operand as Doc);
  if (typeof coll !== 'string') throw badValue('the $unionWith stage needs the name of a collection', 9);
  return function* (documents) {
    yield* documents;
    yield* around.run(coll, (pipeline ?? []) as Doc[], around.variables);
  };
};

const STAGES: Record<string, Build> = {
  $match: match,
  $sort: sort,
  $limit: limit,
  $skip: skip,
  $count: count,
  $group: group,
  $project: shaping('$project'),
  $set: shaping('$set'),
  $addFields: shaping('$addFields'),
  $unset: shaping('$unset'),
  $replaceRoot: shaping('$replaceRoot'),
  $replaceWith: shaping('$replaceWith'),
  $unwind: unwind,
  $lookup: lookup,
  $facet: facet,
  $sortByCount: sortByCount,
  $bucket: bucket,
  $unionWith: unionWith,
};
