// The stages of aggregation pipelines, each a function from documents to documents.
import type { Doc, Value } from './bson.ts';
import { isDocument, isNumeric } from './bson.ts';
import { compareValues } from './compare.ts';
import { checkNames } from './dollar-names.ts';
import { badValue, refused } from './errors.ts';
import { compileExpression } from './expression.ts';
import { compileGroup, type Groups, parseGroup } from './group.ts';
import { lookup, unionWith } from './lookup.ts';
import { compileFilter } from './match.ts';
import { toNumber } from './numbers.ts';
import { shapingStage } from './shape.ts';
import { compareKeys, documentOrder, parseSort } from './sort.ts';
import { type Build, type Stage, type Surroundings, scopeIn } from './stage.ts';
import { unwind } from './unwind.ts';

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

const shaping =
  (name: string): Build =>
  (operand, around) => {
    const shape = shapingStage(name, operand, compileExpression);
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

const facet: Build = (operand, around) => {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw badValue('the $facet specification must be a non-empty object', 40169);
  const branches = Object.keys(operand).map((name) => {
    const pipeline = operand[name];
    if (!Array.isArray(pipeline)) throw badValue(`arguments to $facet must be arrays, ${name} is not`, 40170);
    return [name, pipeline.map((stage) => compileStage(stage as Doc, around))] as const;
  });
  checkNames(Object.keys(operand));
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
