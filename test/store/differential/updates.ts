// Random updates, replacements and deletions.
import fc from 'fast-check';
import { condition, filter, sort } from './filters.ts';
import { type Doc, document, dollarNames, names, numeric, path, plainValue, scalar, value } from './values.ts';

const target = fc.oneof(
  { weight: 12, arbitrary: path },
  { weight: 1, arbitrary: dollarNames },
  { weight: 1, arbitrary: fc.tuple(dollarNames, names).map((parts) => parts.join('.')) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(names, fc.constantFrom('$[]', '$[x]', '$'), fc.option(fc.oneof(names, dollarNames)))
      .map((parts) => parts.filter((part) => part !== null).join('.')),
  },
);

function operator(name: string, operand: fc.Arbitrary<unknown>): fc.Arbitrary<Doc> {
  return fc.dictionary(target, operand, { minKeys: 1, maxKeys: 2 }).map((found) => ({ [name]: { ...found } }));
}

const list = fc.array(fc.oneof(value, plainValue), { maxLength: 3 });
const pushed = fc.oneof(
  value,
  list.map(($each): Doc => ({ $each })),
  fc
    .tuple(list, fc.constantFrom(-2, 0, 1, 5), fc.constantFrom(-2, 0, 2))
    .map(([$each, $position, $slice]): Doc => ({ $each, $position, $slice })),
  fc
    .tuple(list, fc.constantFrom<unknown>(1, -1, { a: 1 }, { a: -1, b: 1 }))
    .map(([$each, $sort]): Doc => ({ $each, $sort })),
);

const one: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 3, arbitrary: operator('$set', value) },
  { weight: 2, arbitrary: operator('$unset', fc.constant('')) },
  { weight: 2, arbitrary: operator('$inc', numeric) },
  operator('$mul', numeric),
  operator('$min', scalar),
  operator('$max', scalar),
  { weight: 2, arbitrary: operator('$push', pushed) },
  operator(
    '$addToSet',
    fc.oneof(
      value,
      list.map(($each): Doc => ({ $each })),
    ),
  ),
  operator('$pop', fc.constantFrom(1, -1)),
  { weight: 2, arbitrary: operator('$pull', fc.oneof(value, condition)) },
  operator('$pullAll', list),
  operator('$setOnInsert', scalar),
  operator(
    '$bit',
    fc
      .tuple(fc.constantFrom('and', 'or', 'xor'), fc.constantFrom(1, 2, 5))
      .map(([name, bits]): Doc => ({ [name]: bits })),
  ),
  fc.tuple(path, path).map(([from, to]): Doc => ({ $rename: { [from]: to } })),
);

/** Some fail where they are worked out; which of them are is what an update shows. */
const constant = fc.constantFrom<unknown>(
  1,
  'a',
  null,
  false,
  { $divide: [1, 0] },
  { $add: ['a', 1] },
  { $add: [1, 2] },
  { $concat: ['a', 1] },
  { $literal: [1] },
);
const choice: fc.Arbitrary<Doc> = fc
  .tuple(names, constant, constant)
  .chain(([from, a, b]) =>
    fc.constantFrom<Doc>(
      { $cond: [`$${from}`, a, b] },
      { $ifNull: [`$${from}`, a, b] },
      { $switch: { branches: [{ case: `$${from}`, then: a }], default: b } },
      { $switch: { branches: [{ case: a, then: b }] } },
      { $and: [`$${from}`, a, b] },
      { $or: [a, `$${from}`, b] },
      { $add: [a, `$${from}`, b] },
      { $setUnion: [[a], `$${from}`, [b]] },
      { $max: [a, `$${from}`, b] },
      { $mergeObjects: [`$${from}`, { a, b }] },
    ),
  );

const pipeline: fc.Arbitrary<Doc[]> = fc.oneof(
  fc.tuple(names, choice).map(([to, found]): Doc[] => [{ $set: { [to]: found } }]),
  fc.tuple(path, path).map(([to, from]): Doc[] => [{ $set: { [to]: `$${from}` } }]),
  path.map((from): Doc[] => [{ $unset: from }]),
  fc
    .tuple(names, scalar)
    .map(([to, found]): Doc[] => [
      { $set: { [to]: { $literal: found } } },
      { $set: { c: { $ifNull: ['$a', 'none'] } } },
    ]),
);

export type Change =
  | { kind: 'updateOne' | 'updateMany' | 'findOneAndUpdate'; filter: Doc; update: unknown; options: Doc }
  | { kind: 'replaceOne' | 'findOneAndReplace'; filter: Doc; update: Doc; options: Doc }
  | { kind: 'deleteOne' | 'deleteMany' | 'findOneAndDelete'; filter: Doc; options: Doc }
  | { kind: 'insertOne'; document: Doc };

const byId = fc.tuple(fc.nat(9), fc.oneof(fc.constant({}), filter)).map(([_id, more]): Doc => ({ ...more, _id }));
export const update = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(one, { minLength: 1, maxLength: 2 }).map((parts): unknown => Object.assign({}, ...parts)),
  },
  { weight: 1, arbitrary: pipeline },
);
/** `$all` of nothing is simplified away on MongoDB, and with it the name that the filter is about. */
const named = condition.filter(
  (found) => !JSON.stringify(found, (_key, part) => (typeof part === 'bigint' ? null : part))?.includes('"$all":[]'),
);
const arrayFilter = fc.tuple(fc.constantFrom('x', 'x.a'), named).map(([name, found]): Doc => ({ [name]: found }));

/** Options, with array filters where the update names them. */
function optionsFor(found: unknown, filterOfX: Doc, more: Doc): Doc {
  return JSON.stringify(Object.values(found as Doc).map((part) => Object.keys(part as Doc))).includes('$[x]')
    ? { ...more, arrayFilters: [filterOfX] }
    : more;
}

/** What `$` stands for: conditions on one array, and a new value in the place of the element that they find. */
const positional: fc.Arbitrary<Change> = fc
  .tuple(
    names,
    fc.option(names, { freq: 3 }),
    condition,
    fc.option(condition),
    fc.constantFrom('$set', '$unset', '$inc'),
  )
  .map(([name, within, first, second, change]): Change => {
    const path = within === null ? name : `${name}.${within}`;
    const found = second === null ? { [path]: first } : { $and: [{ [path]: first }, { [name]: second }] };
    return { kind: 'updateMany', filter: found, update: { [change]: { [`${name}.$`]: 1 } }, options: {} };
  });

export const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 1, arbitrary: positional },
  {
    weight: 4,
    arbitrary: fc.tuple(filter, update, arrayFilter).map(
      ([where, what, x]): Change => ({
        kind: 'updateMany',
        filter: where,
        update: what,
        options: optionsFor(what, x, {}),
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(byId, update, arrayFilter, fc.boolean()).map(
      ([where, what, x, upsert]): Change => ({
        kind: 'updateOne',
        filter: where,
        update: what,
        options: optionsFor(what, x, { upsert }),
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(byId, update, arrayFilter, fc.boolean(), fc.constantFrom('before', 'after')).map(
      ([where, what, x, upsert, returnDocument]): Change => ({
        kind: 'findOneAndUpdate',
        filter: where,
        update: what,
        options: optionsFor(what, x, { upsert, returnDocument }),
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(filter, update, sort).map(
      ([where, what, order]): Change => ({
        kind: 'findOneAndUpdate',
        filter: where,
        update: what,
        options: { sort: order, arrayFilters: undefined },
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(byId, document, fc.boolean())
      .map(
        ([where, what, upsert]): Change => ({ kind: 'replaceOne', filter: where, update: what, options: { upsert } }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(byId, document, fc.boolean()).map(
      ([where, what, upsert]): Change => ({
        kind: 'findOneAndReplace',
        filter: where,
        update: what,
        options: { upsert, returnDocument: 'after' },
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('deleteOne' as const, 'deleteMany' as const, 'findOneAndDelete' as const), byId)
      .map(([kind, where]): Change => ({ kind, filter: where, options: {} })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.nat(9), document)
      .map(([_id, what]): Change => ({ kind: 'insertOne', document: { _id, ...what } })),
  },
);
