import type { Connection, IndexOptions, Model } from 'mongoose';
import mongoose from 'mongoose';
import type { Collection, Index, PathType } from './collection.ts';

/** A row as it lies in the store: `_id` is tenant and id, documents are texts. */
export type Stored = { _id: string; tenant: string; [path: string]: unknown };

const { Schema } = mongoose;
const types = {
  text: String,
  texts: [String],
  number: Number,
  flag: Boolean,
  json: Schema.Types.Mixed,
  document: String,
} satisfies Record<PathType, unknown>;

/** The Mongoose model of a collection, made once for each connection. Queries on paths it does not declare throw. */
export function modelOf(connection: Connection, collection: Collection<never> | AnyCollection): Model<Stored> {
  const known = connection.models[collection.name] as Model<Stored> | undefined;
  if (known) return known;
  const paths = Object.entries(collection.paths as Record<string, PathType>);
  const schema = new Schema<Stored>(
    {
      _id: { type: String, required: true },
      id: { type: String, required: true },
      tenant: { type: String, required: true },
      ...Object.fromEntries(paths.map(([path, type]) => [path, { type: types[type] }])),
      // What is encrypted of the row, by path, and by what it is still found.
      sealed: { type: types.json },
      blind: { type: types.json },
    } as never,
    {
      collection: collection.name,
      versionKey: false,
      minimize: false,
      strict: 'throw',
      strictQuery: 'throw',
      autoIndex: false,
      autoCreate: false,
    },
  );
  for (const index of collection.indexes) schema.index(...toIndex(index));
  return connection.model<Stored>(collection.name, schema);
}

export type AnyCollection = Omit<Collection<unknown>, 'paths' | 'retention'> & {
  paths: object;
  retention?: { after: string; days: number; where?: { path: string; in: string[] } };
};

/** An index as the store takes it. */
export function toIndex(index: Index): [{ [path: string]: 1 | -1 }, IndexOptions] {
  return [
    index.across ? index.keys : { tenant: 1, ...index.keys },
    {
      ...(index.unique && { unique: true }),
      ...(index.where && { partialFilterExpression: whereAll(index.where) }),
    },
  ];
}

export function whereAll(paths: string[]): Record<string, unknown> {
  return Object.fromEntries(paths.map((path) => [path, { $exists: true }]));
}

/** Makes the collection and its indexes where they are missing: before the first transaction, which could not. */
export async function prepare(model: Model<Stored>): Promise<void> {
  await model.createCollection();
  await model.createIndexes();
}
