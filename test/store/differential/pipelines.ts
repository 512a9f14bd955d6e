// Random aggregation pipelines.
import fc from 'fast-check';
import { canonical } from './compare.ts';
import { filter } from './filters.ts';
import { type Doc, names, numeric, path, scalar, text, value } from './values.ts';

const field = path.filter((name) => !/\d/.test(name)).map((name) => `$${name}`);
const literal = value.map(($literal): Doc => ({ $literal }));
const whole = fc.constantFrom(0, 1, 2, -1, 3);
const zone = fc.constantFrom('UTC', '+08:00', '-03:30', 'Asia/Shanghai', 'America/New_York', 'Europe/London');
const dateField = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      new Date(0),
      new Date(1_700_000_000_000),
      new Date(1_741_503_600_000),
      new Date(-62_000_000_000),
      null,
    ),
  },
  { weight: 1, arbitrary: field },
);
const unit = fc.constantFrom('year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond');

/** A value of an expression: a field, a literal, or another expression. */
export const expression: fc.Arbitrary<unknown> = fc.letrec((tie) => {
  const any = tie('expression');
  const pair = fc.tuple(any, any).map((found) => [...found]);
  const several = fc.array(any, { minLength: 1, maxLength: 3 });
  const one = (...operators: string[]): fc.Arbitrary<Doc> =>
    fc.tuple(fc.constantFrom(...operators), any).map(([name, operand]) => ({ [name]: operand }));
  const wrapped = (...operators: string[]): fc.Arbitrary<Doc> =>
    fc.tuple(fc.constantFrom(...operators), any).map(([name, operand]) => ({ [name]: [operand] }));
  const two = (...operators: string[]): fc.Arbitrary<Doc> =>
    fc.tuple(fc.constantFrom(...operators), pair).map(([name, operand]) => ({ [name]: operand }));
  const list = (...operators: string[]): fc.Arbitrary<Doc> =>
    fc.tuple(fc.constantFrom(...operators), several).map(([name, operand]) => ({ [name]: operand }));
  const number = fc.oneof(
    numeric.map(($literal): Doc => ({ $literal })),
    field,
  );
  const numbers = fc.array(number, { minLength: 1, maxLength: 3 });
  const string = fc.oneof(
    text.map(($literal): Doc => ({ $literal })),
    field,
  );
  const array = fc.oneof(
    field,
    fc.array(scalar, { maxLength: 4 }).map(($literal): Doc => ({ $literal })),
  );
  return {
    expression: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'expression' },
      { weight: 5, arbitrary: field },
      { weight: 3, arbitrary: literal },
      { weight: 2, arbitrary: two('$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$cmp') },
      { weight: 1, arbitrary: list('$and', '$or') },
      { weight: 1, arbitrary: wrapped('$not', '$isArray', '$type', '$isNumber') },
      { weight: 1, arbitrary: fc.tuple(any, any, any).map((found): Doc => ({ $cond: [...found] })) },
      { weight: 1, arbitrary: fc.tuple(any, any).map((found): Doc => ({ $ifNull: [...found] })) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(any, any, any)
          .map(
            ([test, then, otherwise]): Doc => ({ $switch: { branches: [{ case: test, then }], default: otherwise } }),
          ),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('$add', '$multiply'), numbers)
          .map(([name, operand]): Doc => ({ [name]: operand })),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('$subtract', '$divide', '$mod'), fc.tuple(number, number))
          .map(([name, operand]): Doc => ({ [name]: [...operand] })),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('$abs', '$ceil', '$floor', '$sqrt', '$round', '$trunc'), number)
          .map(([name, operand]): Doc => ({ [name]: operand })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('$round', '$trunc'), number, whole)
          .map(([name, operand, place]): Doc => ({ [name]: [operand, place] })),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('$sum', '$avg', '$min', '$max'), fc.oneof(array, numbers))
          .map(([name, operand]): Doc => ({ [name]: operand })),
      },
      { weight: 1, arbitrary: fc.array(string, { minLength: 1, maxLength: 3 }).map(($concat): Doc => ({ $concat })) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('$toUpper', '$toLower', '$strLenCP', '$strLenBytes'), string)
          .map(([name, operand]): Doc => ({ [name]: operand })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('$substrCP', '$substrBytes'), string, whole, whole)
          .map(([name, operand, from, count]): Doc => ({ [name]: [operand, from, count] })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('$split', '$indexOfCP', '$indexOfBytes', '$strcasecmp'), string, string)
          .map(([name, a, b]): Doc => ({ [name]: [a, b] })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('$trim', '$ltrim', '$rtrim'), string)
          .map(([name, input]): Doc => ({ [name]: { input } })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('$replaceOne', '$replaceAll'), string, string)
          .map(([name, input, find]): Doc => ({ [name]: { input, find, replacement: '<>' } })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('$regexMatch', '$regexFind'), string, fc.constantFrom('a', '^a', '(b)|c', '.'))
          .map(([name, input, regex]): Doc => ({ [name]: { input, regex } })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.constantFrom('$size', '$first', '$last', '$reverseArray', '$objectToArray', '$arrayToObject'),
            fc.oneof(array, any),
          )
          .map(([name, operand]): Doc => ({ [name]: name === '$size' ? operand : operand })),
      },
      { weight: 1, arbitrary: fc.tuple(array, whole).map(([operand, at]): Doc => ({ $arrayElemAt: [operand, at] })) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(array, whole, fc.constantFrom(1, 2))
          .map(([operand, at, count]): Doc => ({ $slice: [operand, at, count] })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(array, scalar)
          .map(([input, than]): Doc => ({ $filter: { input, as: 'x', cond: { $gt: ['$$x', { $literal: than }] } } })),
      },
      { weight: 1, arbitrary: array.map((input): Doc => ({ $map: { input, as: 'x', in: { v: '$$x' } } })) },
      {
        weight: 1,
        arbitrary: array.map(
          (input): Doc => ({ $reduce: { input, initialValue: [], in: { $concatArrays: ['$$value', ['$$this']] } } }),
        ),
      },
      { weight: 1, arbitrary: fc.tuple(any, array).map(([item, items]): Doc => ({ $in: [item, items] })) },
      { weight: 1, arbitrary: fc.tuple(array, any).map(([items, item]): Doc => ({ $indexOfArray: [items, item] })) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.constantFrom(
              '$concatArrays',
              '$setUnion',
              '$setIntersection',
              '$setDifference',
              '$setEquals',
              '$setIsSubset',
            ),
            array,
            array,
          )
          .map(([name, a, b]): Doc => ({ [name]: [a, b] })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(array, fc.constantFrom(1, -1))
          .map(([input, sortBy]): Doc => ({ $sortArray: { input, sortBy } })),
      },
      { weight: 1, arbitrary: list('$mergeObjects') },
      {
        weight: 1,
        arbitrary: one(
          '$toString',
          '$toInt',
          '$toLong',
          '$toDouble',
          '$toBool',
          '$toDate',
          '$toObjectId',
          '$toDecimal',
        ),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(any, fc.constantFrom('int', 'string', 'bool', 'double', 'date', 'long'))
          .map(([input, to]): Doc => ({ $convert: { input, to, onError: 'bad', onNull: 'nil' } })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.constantFrom(
              '$year',
              '$month',
              '$dayOfMonth',
              '$hour',
              '$minute',
              '$dayOfWeek',
              '$dayOfYear',
              '$week',
              '$isoWeek',
              '$isoWeekYear',
              '$isoDayOfWeek',
            ),
            dateField,
            zone,
          )
          .map(([name, date, timezone]): Doc => ({ [name]: { date, timezone } })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(dateField, fc.constantFrom('%Y-%m', '%Y-%m-%dT%H:%M:%S.%L%z', '%G-W%V-%u', '%j %U %w %Z %%'), zone)
          .map(([date, format, timezone]): Doc => ({ $dateToString: { date, format, timezone } })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(dateField, unit, zone)
          .map(([date, name, timezone]): Doc => ({ $dateTrunc: { date, unit: name, timezone } })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('$dateAdd', '$dateSubtract'), dateField, unit, whole, zone)
          .map(
            ([name, startDate, by, amount, timezone]): Doc => ({ [name]: { startDate, unit: by, amount, timezone } }),
          ),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(dateField, dateField, unit, zone)
          .map(
            ([startDate, endDate, by, timezone]): Doc => ({ $dateDiff: { startDate, endDate, unit: by, timezone } }),
          ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(dateField, zone).map(([date, timezone]): Doc => ({ $dateToParts: { date, timezone } })),
      },
      { weight: 1, arbitrary: fc.tuple(names, any).map(([name, operand]): Doc => ({ [name]: operand })) },
      { weight: 1, arbitrary: fc.tuple(any).map(([x]): Doc => ({ $let: { vars: { x }, in: { y: '$$x' } } })) },
      { weight: 1, arbitrary: names.map((name): Doc => ({ $getField: name })) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(names, any, any)
          .map(([name, value, input]): Doc => ({ $setField: { field: name, value, input } })),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(names, any).map(([name, input]): Doc => ({ $unsetField: { field: name, input } })),
      },
    ),
  };
}).expression;

/** Expressions that never fail. MongoDB may run a stage earlier than it is written, which only failures can show. */
const safe: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: field },
  { weight: 2, arbitrary: literal },
  fc.tuple(field, literal).map((found): Doc => ({ $ifNull: [...found] })),
  fc
    .tuple(field, literal, field, field)
    .map(([a, b, then, otherwise]): Doc => ({ $cond: [{ $gte: [a, b] }, then, otherwise] })),
  fc.tuple(field, field).map((found): Doc => ({ $eq: [...found] })),
  field.map(($type): Doc => ({ $type })),
  field.map((input): Doc => ({ $convert: { input, to: 'string', onError: 'bad', onNull: 'nil' } })),
  fc
    .tuple(fc.constantFrom('$sum', '$avg', '$min', '$max'), fc.tuple(field, field))
    .map(([name, found]): Doc => ({ [name]: [...found] })),
);

function accumulated(operand: fc.Arbitrary<unknown>): fc.Arbitrary<Doc> {
  const operators = fc.constantFrom('$sum', '$avg', '$min', '$max', '$first', '$last', '$push');
  return fc
    .tuple(
      operators,
      fc.oneof(
        { weight: 4, arbitrary: field },
        { weight: 1, arbitrary: operand },
        { weight: 1, arbitrary: fc.constant(1) },
      ),
    )
    .map(([name, found]): Doc => ({ [name]: found }));
}

const byKey: Doc = { $sort: { _id: 1 } };

function grouping(operand: fc.Arbitrary<unknown>): fc.Arbitrary<Doc[]> {
  const id = fc.oneof<fc.Arbitrary<unknown>[]>(
    field,
    fc.constant(null),
    fc.tuple(field, field).map(([x, y]) => ({ x, y })),
    operand,
  );
  return fc
    .tuple(id, fc.dictionary(names, accumulated(operand), { maxKeys: 2 }))
    .map(([_id, fields]): Doc[] => [{ $group: { _id, n: { $sum: 1 }, ...fields } }, byKey]);
}

/** Stages that keep one document for each, in order. */
const shaping: fc.Arbitrary<Doc> = fc.oneof(
  fc
    .tuple(
      path.filter((name) => !/\d/.test(name)),
      safe,
    )
    .map(([name, operand]): Doc => ({ $set: { [name]: operand } })),
  fc.tuple(names, safe).map(([name, operand]): Doc => ({ $project: { [name]: operand } })),
  fc.tuple(names, names).map(([a, b]): Doc => ({ $project: { [a]: 1, [b]: 1 } })),
  path.map((name): Doc => ({ $project: { [name]: 0 } })),
  path.map((name): Doc => ({ $unset: name })),
  fc.tuple(field, fc.boolean()).map(
    ([from, preserveNullAndEmptyArrays]): Doc => ({
      $unwind: { path: from, preserveNullAndEmptyArrays, includeArrayIndex: 'at' },
    }),
  ),
  field.map(
    (from): Doc => ({
      $replaceRoot: {
        newRoot: { $mergeObjects: [{ _id: '$_id' }, { $cond: [{ $eq: [{ $type: from }, 'object'] }, from, {}] }] },
      },
    }),
  ),
  // Of a name that no path may have, 6.0 complains or not by what comes after.
  filter.filter((found) => !canonical(found).includes('.$x"')).map(($match): Doc => ({ $match })),
  // A bare field would do, but 6.0 then forgets that a stage before has renamed it.
  fc.tuple(safe, literal).map((found): Doc => ({ $match: { $expr: { $gte: [...found] } } })),
);

/** A field that is dropped and set again comes back to its old place on MongoDB and to the end here. */
function keepsOrder(stages: Doc[]): boolean {
  const dropping = stages.findIndex(
    (stage) => '$unset' in stage || Object.values((stage.$project ?? {}) as Doc).includes(0),
  );
  return dropping < 0 || !stages.slice(dropping).some((stage) => '$set' in stage || '$unwind' in stage);
}

const ordered: fc.Arbitrary<Doc[]> = fc
  .tuple(
    filter,
    fc.array(fc.tuple(names, fc.constantFrom(1, -1)), { maxLength: 1 }),
    fc.constantFrom(0, 1),
    fc.constantFrom(0, 3),
  )
  .map(([$match, keys, skip, limit]) => [
    { $match },
    { $sort: { ...Object.fromEntries(keys), _id: 1 } },
    ...(skip ? [{ $skip: skip }] : []),
    ...(limit ? [{ $limit: limit }] : []),
  ]);

const ending: fc.Arbitrary<Doc[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Doc[]>([]) },
  { weight: 4, arbitrary: grouping(safe) },
  { weight: 1, arbitrary: fc.constant<Doc[]>([{ $count: 'n' }]) },
  { weight: 1, arbitrary: field.map((from): Doc[] => [{ $sortByCount: from }, { $sort: { _id: 1 } }]) },
  {
    weight: 1,
    arbitrary: field.map((groupBy): Doc[] => [{ $bucket: { groupBy, boundaries: [0, 2, 10], default: 'other' } }]),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(names, names)
      .map(([localField, foreignField]): Doc[] => [
        { $lookup: { from: 't', localField, foreignField, as: 'found' } },
        { $project: { found: { $size: '$found' } } },
      ]),
  },
);

/** One stage with any expression at all. */
const computing: fc.Arbitrary<Doc[]> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        path.filter((name) => !/\d/.test(name)),
        expression,
      )
      .map(([name, operand]): Doc[] => [{ $set: { [name]: operand } }]),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(names, expression).map(([name, operand]): Doc[] => [{ $project: { [name]: operand } }]),
  },
  { weight: 1, arbitrary: grouping(expression) },
);
const all: Doc[] = [{ $sort: { _id: 1 } }];

const number = fc.oneof(
  numeric.map(($literal): Doc => ({ $literal })),
  field,
);
/** Functions whose last bit depends on the machine's mathematics: compared with `nearly`, and never inside others. */
const inexact: fc.Arbitrary<Doc> = fc.oneof(
  fc.tuple(fc.constantFrom('$exp', '$ln', '$log10'), number).map(([name, operand]): Doc => ({ [name]: operand })),
  fc.tuple(fc.constantFrom('$pow', '$log'), number, number).map(([name, a, b]): Doc => ({ [name]: [a, b] })),
);

/** True for pipelines whose doubles may differ in their last bit. */
export const isInexact = (stages: Doc[]): boolean =>
  /\$(?:exp|ln|log10|pow|log)"/.test(JSON.stringify(stages.map((stage) => keysOf(stage))));

function keysOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || '_bsontype' in value) return null;
  return Array.isArray(value) ? value.map(keysOf) : Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]);
}

export const pipeline: fc.Arbitrary<Doc[]> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(ordered, fc.array(shaping, { maxLength: 2 }).filter(keepsOrder), ending)
      .map((parts) => parts.flat()),
  },
  { weight: 9, arbitrary: computing.map((stages) => [...all, ...stages]) },
  { weight: 1, arbitrary: inexact.map((operand): Doc[] => [...all, { $set: { a: operand } }]) },
);
