import type { Connection } from 'mongoose';
import { type AnyCollection, modelOf, prepare, whereAll } from './models.ts';
import { FORM_INDEX, toFault, UNIQUE_INDEX } from './store-errors.ts';

/**
 * Makes the collection of a form's records and the indexes that its definition asks for, and drops those that it no longer
 * asks for. `fields` are paths of the row (`status`, `data.amount`). Writers go on meanwhile. A unique index that stored
 * rows contradict is refused as `duplicate`.
 */
export async function ensureRecords(
  connection: Connection,
  collection: AnyCollection,
  indexes: { fields: string[]; unique: boolean }[],
): Promise<void> {
  const model = modelOf(connection, collection);
  const wanted = formIndexes(indexes);
  const names = new Set(wanted.map(([name]) => name));
  try {
    await prepare(model);
    const there = new Set((await model.collection.indexes()).map((index) => String(index.name)));
    for (const name of there) {
      if (name.startsWith(FORM_INDEX) && !names.has(name)) await model.collection.dropIndex(name);
    }
    for (const [name, keys, options] of wanted) {
      if (!there.has(name)) await model.collection.createIndex(keys as never, { name, ...options });
    }
  } catch (cause) {
    throw toFault(cause, 'record');
  }
}

type FormIndexOptions = { unique?: true; partialFilterExpression?: { [path: string]: unknown } };

/** Names, keys and options of the indexes that a form asks for. */
export function formIndexes(
  indexes: { fields: string[]; unique: boolean }[],
): [name: string, keys: { [path: string]: 1 }, options: FormIndexOptions][] {
  return indexes.map(({ fields, unique }) => [
    `${unique ? UNIQUE_INDEX : FORM_INDEX}${fields.join(',')}`,
    Object.fromEntries(fields.map((path) => [path, 1 as const])),
    // What is absent collides with nothing.
    unique ? { unique: true, partialFilterExpression: whereAll(fields) } : {},
  ]);
}
