// Random filters.
import fc from 'fast-check';
import { type Doc, dollarNames, numeric, path, scalar, text, value } from './values.ts';

const types = fc.constantFrom<unknown>(
  'double',
  'string',
  'object',
  'array',
  'binData',
  'objectId',
  'bool',
  'date',
  'null',
  'regex',
  'int',
  'long',
  'decimal',
  'number',
  'timestamp',
  'minKey',
  1,
  2,
  16,
  18,
  ['string', 'int'],
);
const patterns = fc.constantFrom('a', '^a', '^ab', 'b$', '^a.*b', '[a-c]', 'é', '^$', 'a|b', '.', '^a?b', '\\d');
const smallWhole = fc.constantFrom<unknown>(0, 1, 2, 3);

function one(name: string, operand: fc.Arbitrary<unknown>): fc.Arbitrary<Doc> {
  return operand.map((found) => ({ [name]: found }));
}

/** Conditions on one field, without those that hold conditions themselves. */
const simple: fc.Arbitrary<Doc> = fc.oneof(
  one('$eq', value),
  one('$ne', value),
  one('$gt', value),
  one('$gte', value),
  one('$lt', value),
  one('$lte', value),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.tuple(numeric, numeric).map(([low, high]) => ({ $gt: low, $lte: high })),
  one('$in', fc.array(value, { maxLength: 3 })),
  one('$nin', fc.array(value, { maxLength: 3 })),
  one('$exists', fc.constantFrom<unknown>(true, false, 0, 1)),
  one('$type', types),
  one('$size', smallWhole),
  one('$all', fc.array(value, { maxLength: 2 })),
  fc.tuple(fc.constantFrom(1, 2, 3, -2, 2.5), smallWhole).map(([divisor, rest]) => ({ $mod: [divisor, rest] })),
  fc
    .tuple(patterns, fc.constantFrom('', 'i', 'm', 's'))
    .map(([pattern, options]) => ({ $regex: pattern, $options: options })),
  fc
    .tuple(
      fc.constantFrom('$bitsAllSet', '$bitsAnySet', '$bitsAllClear', '$bitsAnyClear'),
      fc.constantFrom<unknown>(1, 2, 5, [0], [0, 2]),
    )
    .map(([name, mask]) => ({ [name]: mask })),
);

export const condition: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'filter' },
    { weight: 3, arbitrary: value },
    { weight: 8, arbitrary: simple },
    {
      weight: 1,
      arbitrary: fc
        .oneof(
          simple,
          fc.tuple(simple, simple).map(([a, b]) => ({ ...a, ...b })),
        )
        .map((inner) => ({ $not: inner })),
    },
    { weight: 1, arbitrary: simple.map((inner) => ({ $elemMatch: inner })) },
    { weight: 1, arbitrary: (tie('filter') as fc.Arbitrary<Doc>).map((inner) => ({ $elemMatch: inner })) },
    {
      weight: 1,
      arbitrary: fc
        .array(simple, { minLength: 1, maxLength: 2 })
        .map((list) => ({ $all: list.map((inner) => ({ $elemMatch: inner })) })),
    },
    { weight: 1, arbitrary: fc.tuple(simple, simple).map(([a, b]) => ({ ...a, ...b })) },
  ),
  filter: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'filter' },
    fc.tuple(path, tie('condition')).map(([name, found]) => ({ [name]: found })),
    // Within an element the parts of a reference are names like any other.
    fc.tuple(dollarNames, fc.oneof(scalar, tie('condition'))).map(([name, found]) => ({ [name]: found })),
    fc.tuple(path, tie('condition'), path, tie('condition')).map(([a, x, b, y]) => ({ [a]: x, [b]: y })),
    fc
      .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(tie('filter'), { minLength: 1, maxLength: 3 }))
      .map(([name, list]) => ({ [name]: list })),
  ),
})).condition;

export const filter: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(path, condition).map(([name, found]): Doc => ({ [name]: found })) },
  { weight: 2, arbitrary: fc.tuple(path, condition, path, condition).map(([a, x, b, y]): Doc => ({ [a]: x, [b]: y })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('$and', '$or', '$nor'),
        fc.array(
          fc.tuple(path, condition).map(([name, found]) => ({ [name]: found })),
          { minLength: 1, maxLength: 3 },
        ),
      )
      .map(([name, list]): Doc => ({ [name]: list })),
  },
  { weight: 1, arbitrary: fc.constantFrom<Doc>({}, { _id: 1 }, { _id: { $gt: 2 } }, { _id: { $in: [0, 3] } }) },
);

export const sort: fc.Arbitrary<Doc> = fc
  .array(fc.tuple(path, fc.constantFrom(1, -1)), { maxLength: 2 })
  .map((list): Doc => ({ ...Object.fromEntries(list), _id: 1 }));

export const collation = fc.constantFrom<Doc | undefined>(
  undefined,
  undefined,
  undefined,
  undefined,
  { locale: 'en', strength: 2 },
  { locale: 'en', strength: 1 },
  { locale: 'en', numericOrdering: true },
  { locale: 'zh' },
);

export const projection: fc.Arbitrary<Doc> = fc.oneof(
  fc.dictionary(path, fc.constantFrom(1, true), { minKeys: 1, maxKeys: 2 }).map((found): Doc => ({ ...found })),
  fc.dictionary(path, fc.constantFrom(0, false), { minKeys: 1, maxKeys: 2 }).map((found): Doc => ({ ...found })),
  fc.dictionary(path, fc.constantFrom(1, 0), { minKeys: 1, maxKeys: 2 }).map((found): Doc => ({ _id: 0, ...found })),
  fc
    .tuple(path, fc.constantFrom<unknown>(1, -1, 2, [1, 2], [-2, 1]))
    .map(([name, slice]): Doc => ({ [name]: { $slice: slice } })),
  fc
    .tuple(
      fc.constantFrom('a', 'b'),
      fc.oneof(
        { weight: 4, arbitrary: simple },
        { weight: 1, arbitrary: fc.tuple(dollarNames, scalar).map(([part, found]): Doc => ({ [part]: found })) },
      ),
    )
    .map(([name, inner]): Doc => ({ [name]: { $elemMatch: inner } })),
  fc.tuple(fc.constantFrom('a', 'b'), dollarNames).map(([name, part]): Doc => ({ [name]: { [part]: 1 } })),
  fc.tuple(path, path).map(([name, from]): Doc => ({ [name]: `$${from}`, c: 1 })),
);

export const anyText = text;
