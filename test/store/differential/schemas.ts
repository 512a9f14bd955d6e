// Random Mongoose schemas, documents that fit them (mostly), and what an application does with a model.
import fc from 'fast-check';
import mongoose from 'mongoose';
import { canonical } from './compare.ts';
import { type Doc, plainValue } from './values.ts';

const { Decimal128, ObjectId, UUID } = mongoose.mongo;

/** What fields may be, and values that they take. */
const TYPES: Record<string, { type: unknown; values: unknown[] }> = {
  text: { type: String, values: ['', 'a', 'b', 'B', '10', '9', 'é', '中文', 5, true] },
  number: { type: Number, values: [0, 1, -1, 2.5, -0, 2 ** 31, 2 ** 53, Number.NaN, '7', null] },
  date: { type: Date, values: [new Date(0), new Date(1_700_000_000_123), '2026-01-31', 86_400_000] },
  flag: { type: Boolean, values: [true, false, 'yes', 0] },
  bytes: { type: Buffer, values: [Buffer.from('ab'), Buffer.alloc(0), 'text'] },
  id: { type: 'ObjectId', values: [new ObjectId('65a000000000000000000001'), '65a000000000000000000002'] },
  decimal: { type: 'Decimal128', values: [Decimal128.fromString('1.10'), '2.5', 3] },
  uuid: { type: 'UUID', values: [new UUID('00000000-0000-4000-8000-000000000001')] },
  big: { type: 'BigInt', values: [1n, 2n ** 62n, '5'] },
  map: { type: Map, values: [{ x: 1 }, { x: 2, y: 3 }, {}] },
  texts: { type: [String], values: [['a', 'b'], [], ['a', 'a'], 'a'] },
  lines: { type: [{ _id: false, x: Number, y: String }], values: [[{ x: 1, y: 'a' }], [], [{ x: 2 }, { y: 'b' }]] },
  inner: { type: { x: Number, y: [Number] }, values: [{ x: 1 }, { y: [1, 2] }, {}] },
  mixed: { type: 'Mixed', values: [{ deep: [{ a: 1 }] }, [1, 'a'], null, 'a', { $odd: 1 }] },
};

export type FieldSpec = { type: string; unique?: boolean; sparse?: boolean; index?: boolean; required?: boolean };
export type SchemaCase = { fields: Record<string, FieldSpec>; acts: Act[] };
export type Act =
  | { do: 'create' | 'insertMany'; documents: Doc[] }
  | { do: 'find' | 'count' | 'delete'; field: string; value: unknown }
  | { do: 'update' | 'findAndUpdate' | 'save'; id: number; field: string; value: unknown; upsert: boolean }
  | { do: 'push'; id: number; field: string; value: unknown }
  | { do: 'distinct' | 'group'; field: string };

const trait = fc.constantFrom<Omit<FieldSpec, 'type'>>(
  {},
  {},
  {},
  { index: true },
  { unique: true },
  { unique: true, sparse: true },
  { required: true },
);
const field = fc
  .tuple(fc.constantFrom(...Object.keys(TYPES)), trait)
  .map(([type, traits]): FieldSpec => ({ type, ...traits }));

export const schemaCase: fc.Arbitrary<SchemaCase> = fc
  .tuple(field, field, field)
  .map(([a, b, c]) => ({ a, b, c }))
  .chain((fields) =>
    fc.record({ fields: fc.constant<SchemaCase['fields']>(fields), acts: fc.array(actOn(fields), { maxLength: 8 }) }),
  );

function actOn(fields: Record<string, FieldSpec>): fc.Arbitrary<Act> {
  const fitting = (name: string): fc.Arbitrary<unknown> =>
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...(TYPES[fields[name]?.type ?? ''] as { values: unknown[] }).values) },
      { weight: 1, arbitrary: plainValue },
    );
  const names = Object.keys(fields);
  const one = fc
    .tuple(fc.nat(6), fc.record(Object.fromEntries(names.map((name) => [name, fitting(name)])), { requiredKeys: [] }))
    .map(([_id, found]): Doc => ({ _id, ...found }));
  const targeted = fc
    .constantFrom(...names)
    .chain((name) => fitting(name).map((value): { field: string; value: unknown } => ({ field: name, value })));
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom('create' as const, 'insertMany' as const), fc.array(one, { minLength: 1, maxLength: 3 }))
        .map(([what, documents]): Act => ({ do: what, documents })),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('find' as const, 'count' as const, 'delete' as const), targeted)
        .map(([what, found]): Act => ({ do: what, ...found })),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          fc.constantFrom('update' as const, 'findAndUpdate' as const, 'save' as const),
          fc.nat(6),
          targeted,
          fc.boolean(),
        )
        .map(([what, id, found, upsert]): Act => ({ do: what, id, ...found, upsert })),
    },
    { weight: 1, arbitrary: fc.tuple(fc.nat(6), targeted).map(([id, found]): Act => ({ do: 'push', id, ...found })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('distinct' as const, 'group' as const), fc.constantFrom(...names))
        .map(([what, name]): Act => ({ do: what, field: name })),
    },
  );
}

export type LooseModel = mongoose.Model<Record<string, unknown>>;

/** A model of the schema; its collection is empty and has its indexes. */
export async function modelFor(own: mongoose.Mongoose, fields: Record<string, FieldSpec>): Promise<LooseModel> {
  own.deleteModel(/^Tried$/);
  const paths = Object.entries(fields).map(([name, { type, ...traits }]) => [
    name,
    { type: TYPES[type]?.type, ...traits, ...(type === 'map' ? { of: Number } : {}) },
  ]);
  const schema = new own.Schema({ _id: Number, ...Object.fromEntries(paths) }, { autoIndex: false, autoCreate: false });
  const Model = own.model('Tried', schema, 'tried') as unknown as LooseModel;
  await Model.collection.drop().catch(() => undefined);
  await Model.createCollection();
  await Model.ensureIndexes();
  return Model;
}

/** Does one thing with a model, as an application would. */
export async function act(Model: LooseModel, one: Act): Promise<unknown> {
  switch (one.do) {
    case 'create':
      return plain(await Model.create(structuredClone(one.documents), { ordered: true }));
    case 'insertMany':
      return plain(await Model.insertMany(structuredClone(one.documents)));
    case 'find':
      return Model.find({ [one.field]: one.value })
        .sort({ [one.field]: -1, _id: 1 })
        .lean();
    case 'count':
      return Model.countDocuments({ [one.field]: { $ne: one.value } });
    case 'delete':
      return Model.deleteMany({ [one.field]: one.value });
    case 'update':
      return Model.updateOne({ _id: one.id }, { [one.field]: one.value }, { upsert: one.upsert });
    case 'findAndUpdate':
      return Model.findOneAndUpdate(
        { _id: one.id },
        { $set: { [one.field]: one.value } },
        { upsert: one.upsert, returnDocument: 'after', lean: true },
      );
    case 'save': {
      const found = await Model.findById(one.id);
      if (!found) return null;
      found.set(one.field, one.value);
      return plain(await found.save());
    }
    case 'push':
      return Model.updateOne({ _id: one.id }, { $push: { [one.field]: one.value } });
    case 'distinct':
      // If MongoDB reads an index, it has a null for missing fields and an undefined for empty lists; none of both if it reads
      // the documents. By an index it also takes lists within lists apart.
      return distinctTexts((await Model.distinct(one.field)).flat());
    case 'group':
      return Model.aggregate([{ $group: { _id: `$${one.field}`, n: { $sum: 1 } } }, { $sort: { _id: 1 } }]);
  }
}

function distinctTexts(values: unknown[]): string[] {
  return [...new Set(values.filter((value) => value !== null && value !== undefined).map(canonical))].sort();
}

function plain(result: unknown): unknown {
  return Array.isArray(result) ? result.map(plain) : (result as mongoose.Document | null)?.toObject();
}
