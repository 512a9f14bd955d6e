// Random documents of all BSON types over few names and few values, so that filters often meet what they ask for.
import fc from 'fast-check';
import mongoose from 'mongoose';

const { Binary, BSONRegExp, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } = mongoose.mongo;

export type Doc = Record<string, unknown>;

/** `type` is a name that the store's own tags have inside them. */
export const names = fc.oneof(
  { weight: 15, arbitrary: fc.constantFrom('a', 'b', 'c') },
  { weight: 1, arbitrary: fc.constant('type') },
);

/** The parts of references, and a name that few operations may say. */
export const dollarNames = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('$id', '$ref') },
  { weight: 1, arbitrary: fc.constantFrom('$db', '$x') },
);
/** Names as documents may have them. */
const anyNames = fc.oneof({ weight: 20, arbitrary: names }, { weight: 1, arbitrary: dollarNames });

const numbers: unknown[] = [
  0,
  1,
  2,
  -1,
  5,
  1.5,
  -1.5,
  -0,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  2147483647,
  2147483648,
  -2147483648,
  9007199254740994,
  new Double(1),
  new Double(2),
  Long.fromNumber(1),
  Long.fromString('9007199254740993'),
  Long.MAX_VALUE,
  Long.MIN_VALUE,
  ...['1', '1.0', '1.5', '-0', '0', 'NaN', 'Infinity', '-Infinity', '9007199254740993', '0.1', '1E+400', '-1E-400'].map(
    (text) => Decimal128.fromString(text),
  ),
];
const texts: unknown[] = [
  '',
  'a',
  'A',
  'b',
  'ab',
  'abc',
  'é',
  'e',
  '中文',
  '\u{1f600}',
  '\uffff',
  '10',
  '2',
  'a\nb',
  '$a',
  'x\0y',
];
// JavaScript code is left out: aggregations of MongoDB 6.0.5 turn it into texts. `contract.test.ts` stores it.
const others: unknown[] = [
  null,
  true,
  false,
  new Date(0),
  new Date(1_700_000_000_000),
  new Date(-1),
  new ObjectId('0'.repeat(24)),
  new ObjectId('65a000000000000000000001'),
  new Binary(Buffer.from('ab'), 0),
  new Binary(Buffer.from('b'), 0),
  new Binary(Buffer.from('ab'), 5),
  new Binary(Buffer.alloc(0), 0),
  new UUID('00000000-0000-4000-8000-000000000001'),
  new BSONRegExp('a', ''),
  new BSONRegExp('a', 'i'),
  new BSONRegExp('^ab', ''),
  new Timestamp({ t: 1, i: 1 }),
  new Timestamp({ t: 4294967295, i: 2 }),
  new MinKey(),
  new MaxKey(),
];

export const numeric = fc.constantFrom(...numbers);
export const text = fc.constantFrom(...texts);
export const scalar = fc.oneof(
  { weight: 4, arbitrary: numeric },
  { weight: 3, arbitrary: text },
  { weight: 3, arbitrary: fc.constantFrom(...others) },
);

/** References, whole ones and others. */
const reference: fc.Arbitrary<Doc> = fc
  .tuple(fc.constantFrom<unknown>('foo', 'foo', 1), scalar, fc.constantFrom<Doc>({}, { $db: 'd' }, { a: 1 }))
  .map(([$ref, $id, more]) => ({ $ref, $id, ...more }));

/** Scalars, documents and arrays, nested a few levels. */
export const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'value' },
    { weight: 5, arbitrary: scalar },
    { weight: 2, arbitrary: tie('document') },
    { weight: 3, arbitrary: tie('array') },
  ),
  document: fc.oneof(
    {
      weight: 9,
      arbitrary: fc
        .dictionary(anyNames, tie('value'), { maxKeys: 3, depthIdentifier: 'value' })
        .map((found) => ({ ...found })),
    },
    { weight: 1, arbitrary: reference },
  ),
  array: fc.array(tie('value'), { maxLength: 3, depthIdentifier: 'value' }),
})).value;

/** Tamer values, as applications store them. */
export const plainValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 10, 2.5),
  fc.constantFrom('a', 'b', 'c', 'B', '10', '9'),
  fc.constantFrom(new Date(0), new Date(86_400_000), null, true),
  fc.array(fc.constantFrom(1, 2, 'a'), { maxLength: 3 }),
);

export const document: fc.Arbitrary<Doc> = fc
  .oneof(
    fc.dictionary(anyNames, value, { maxKeys: 3 }),
    fc.dictionary(names, plainValue, { maxKeys: 3 }),
    fc.dictionary(
      names,
      fc.oneof(
        fc.array(
          fc.oneof(
            { weight: 6, arbitrary: fc.dictionary(names, scalar, { maxKeys: 2 }).map((found) => ({ ...found })) },
            { weight: 1, arbitrary: reference },
          ),
          { maxLength: 3 },
        ),
        scalar,
      ),
      { maxKeys: 3 },
    ),
  )
  .map((found) => ({ ...found }));

export const documents = fc
  .array(document, { minLength: 1, maxLength: 8 })
  .map((list) => (list.length % 3 === 0 ? repeated(list) : list).map((found, i): Doc => ({ _id: i, ...found })));

/** So many that the embedded store reads only the paths that it needs: it reads a few documents whole at first. */
function repeated(list: Doc[]): Doc[] {
  return Array.from({ length: 40 }, (_, i) => list[i % list.length] as Doc);
}

export const path = fc.oneof(
  { weight: 6, arbitrary: names },
  { weight: 3, arbitrary: fc.tuple(names, names).map((parts) => parts.join('.')) },
  { weight: 1, arbitrary: fc.tuple(names, fc.constantFrom('0', '1')).map((parts) => parts.join('.')) },
  { weight: 1, arbitrary: fc.tuple(names, fc.constantFrom('0', 'b'), names).map((parts) => parts.join('.')) },
  { weight: 1, arbitrary: fc.tuple(names, dollarNames).map((parts) => parts.join('.')) },
);
