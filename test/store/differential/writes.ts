// Random bulk writes, indexes that keep keys unique, and transactions.
import fc from 'fast-check';
import type { Operation } from './cases.ts';
import { collation, filter, projection, sort } from './filters.ts';
import { pipeline } from './pipelines.ts';
import { change, update } from './updates.ts';
import { type Doc, document, names, path } from './values.ts';

const without = (digits: fc.Arbitrary<string>): fc.Arbitrary<string> => digits.filter((name) => !/\d/.test(name));
const id = fc.nat(9);
const target = fc.oneof(
  { weight: 3, arbitrary: id.map((_id): Doc => ({ _id })) },
  { weight: 1, arbitrary: fc.tuple(id, filter).map(([_id, more]): Doc => ({ ...more, _id })) },
);
/** Without names of array filters, which each operation would have to bring. */
const simpleUpdate = update.filter(
  (found) =>
    Array.isArray(found) ||
    !Object.values(found as Doc).some((fields) => Object.keys(fields as Doc).some((name) => name.includes('$[x]'))),
);

const bulkOperation: fc.Arbitrary<Doc> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(id, document).map(([_id, found]): Doc => ({ insertOne: { document: { _id, ...found } } })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(target, simpleUpdate, fc.boolean())
      .map(([where, what, upsert]): Doc => ({ updateOne: { filter: where, update: what, upsert } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(filter, simpleUpdate)
      .map(([where, what]): Doc => ({ updateMany: { filter: where, update: what, hint: { $natural: 1 } } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(target, document, fc.boolean())
      .map(([where, replacement, upsert]): Doc => ({ replaceOne: { filter: where, replacement, upsert } })),
  },
  { weight: 1, arbitrary: target.map((where): Doc => ({ deleteOne: { filter: where } })) },
  { weight: 1, arbitrary: filter.map((where): Doc => ({ deleteMany: { filter: where } })) },
);

const bulkWrite: fc.Arbitrary<Operation> = fc
  .tuple(fc.array(bulkOperation, { minLength: 1, maxLength: 5 }), fc.boolean())
  .map(([operations, ordered]) => ({ kind: 'bulkWrite', operations, options: { ordered } }));

const insertMany: fc.Arbitrary<Operation> = fc
  .tuple(fc.array(fc.tuple(id, document), { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([found, ordered]) => ({
    kind: 'insertMany',
    documents: found.map(([_id, one]) => ({ _id, ...one })),
    options: { ordered },
  }));

const key = fc.oneof(
  { weight: 3, arbitrary: without(path).map((name): Doc => ({ [name]: 1 })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(without(path), without(path), fc.constantFrom(1, -1))
      .map(([a, b, direction]): Doc => ({ [a]: direction, [b]: 1 })),
  },
);
const held = fc.constantFrom<Doc>(
  { a: { $gt: 1 } },
  { b: { $exists: true } },
  { a: { $type: 'string' } },
  { c: 'a' },
  { a: { $gte: 0 }, b: { $lt: 'b' } },
  { $and: [{ c: { $lte: 2 } }] },
);
const traits = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Doc>({}) },
  { weight: 2, arbitrary: fc.constant<Doc>({ sparse: true }) },
  { weight: 3, arbitrary: held.map((partialFilterExpression): Doc => ({ partialFilterExpression })) },
  { weight: 1, arbitrary: fc.constant<Doc>({ collation: { locale: 'en', strength: 2 } }) },
  { weight: 1, arbitrary: fc.constant<Doc>({ collation: { locale: 'en', strength: 1 } }) },
);
const createIndex: fc.Arbitrary<Operation> = fc
  .tuple(
    key,
    traits,
    fc.constantFrom(true, true, true, false),
    fc.option(fc.constantFrom('i', 'j'), { nil: undefined }),
  )
  .map(([found, own, unique, name]) => ({
    kind: 'createIndex',
    key: found,
    options: { ...own, ...(unique ? { unique } : {}), ...(name ? { name } : {}) },
  }));
const dropIndex: fc.Arbitrary<Operation> = fc
  .constantFrom('i', 'j', 'a_1', 'b_1', 'none')
  .map((name) => ({ kind: 'dropIndex', name }));

const transaction: fc.Arbitrary<Operation> = fc
  .tuple(fc.array(change, { minLength: 1, maxLength: 4 }), fc.constantFrom(true, true, false))
  .map(([changes, commit]) => ({ kind: 'transaction', changes, commit }));

export const query: fc.Arbitrary<Operation> = fc
  .record({
    filter,
    sort,
    projection: fc.option(projection, { nil: undefined, freq: 3 }),
    skip: fc.constantFrom(0, 0, 1),
    limit: fc.constantFrom(0, 0, 2),
    collation,
  })
  .map(({ filter: where, ...rest }) => ({ kind: 'find', filter: where, options: given(rest) }));
/** Without a sort a hint brings its order. What it says of no index is of `_id` alone: else arrays would be bounded. */
const hinted: fc.Arbitrary<Operation> = fc
  .tuple(
    fc.constantFrom<unknown>('_id_', { _id: 1 }, { $natural: 1 }, { $natural: -1 }, 'i', 'i', 'j', 'a_1', { a: 1 }),
    fc.constantFrom<Doc>({}, {}, { _id: { $gt: 2 } }, { _id: { $in: [5, 0, 3] } }),
    fc.constantFrom<Doc>({}, {}, { limit: 2 }, { skip: 1, limit: 2 }),
    fc.boolean(),
  )
  .map(([hint, where, more, piped]) =>
    piped
      ? { kind: 'aggregate', pipeline: [{ $match: where }], options: { hint } }
      : { kind: 'find', filter: where, options: { hint, ...more } },
  );
export const counting: fc.Arbitrary<Operation> = fc
  .tuple(filter, collation)
  .map(([where, found]) => ({ kind: 'count', filter: where, options: given({ collation: found }) }));
export const aggregation: fc.Arbitrary<Operation> = pipeline.map((found) => ({ kind: 'aggregate', pipeline: found }));
export const distinct: fc.Arbitrary<Operation> = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: names }, { weight: 1, arbitrary: without(path) }), filter)
  .map(([name, where]) => ({ kind: 'distinct', key: name, filter: where }));

function given(options: Doc): Doc {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** What keeps and breaks uniqueness, with a look at what is there. */
export const keeping: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 3, arbitrary: createIndex },
  { weight: 1, arbitrary: dropIndex },
  { weight: 3, arbitrary: bulkWrite },
  { weight: 2, arbitrary: insertMany },
  { weight: 3, arbitrary: change },
  { weight: 1, arbitrary: transaction },
  { weight: 1, arbitrary: query },
  { weight: 2, arbitrary: hinted },
);
