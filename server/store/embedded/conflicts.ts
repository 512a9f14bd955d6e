// Which of the faults of a refused row is named: MongoDB looks at the `_id`, then at one index after another.
import type { Doc, Value } from './bson.ts';
import type { Collection, View } from './catalog.ts';
import { duplicateKey } from './errors.ts';
import { keyPattern } from './index-definition.ts';
import { type CompoundKey, compoundKeys, isLeftOut, type LaidIndex, layoutOf } from './layout.ts';
import { normaliseDocument, promote } from './normalise.ts';
import { EMPTY_ARRAY } from './path.ts';
import { sortKey } from './sort-key.ts';

/** The first key of a document that another row holds, as an error. Throws 171 where an index meets two arrays first. */
export function firstConflict(view: View, collection: Collection, document: Doc, rid: number): Error | undefined {
  const taken = view.db.get(`SELECT rid FROM ${collection.table} WHERE id = ?`, [sortKey(document._id)])?.[0];
  if (taken !== undefined && taken !== rid) {
    return duplicateKey(collection.namespace, '_id_', { _id: 1 }, shown({ _id: document._id }));
  }
  for (const index of layoutOf(collection).indexes) {
    if (isLeftOut(index, document)) continue;
    const keys = compoundKeys(document, index);
    if (!index.unique || index.holds?.(document) === false) continue;
    const found = inOrder(keys, index).find((key) => isHeld(view, collection, index, key, rid));
    if (found) return duplicate(collection, index, found.values);
  }
  return undefined;
}

/** Keys of several elements as they lie in the index. */
export function inOrder(keys: CompoundKey[], index: LaidIndex): CompoundKey[] {
  return [...keys].sort((a, b) => {
    for (const [i, { direction }] of index.key.entries()) {
      const found = Buffer.compare(a.parts[i] as Buffer, b.parts[i] as Buffer);
      if (found !== 0) return found * direction;
    }
    return 0;
  });
}

function isHeld(
  view: View,
  { table }: Collection,
  index: LaidIndex,
  { key, parts }: CompoundKey,
  rid: number,
): boolean {
  if (index.entries) {
    const holder = view.db.get(`SELECT rid FROM ${index.entries} WHERE key = ?`, [key])?.[0];
    return holder !== undefined && holder !== rid;
  }
  const where = index.laid.map(({ column }) => `${column} = ?`).join(' AND ');
  const only = index.flag ? ` AND ${index.flag} = 1` : '';
  return view.db.get(`SELECT 1 FROM ${table} WHERE ${where}${only} AND rid <> ?`, [...parts, rid]) !== undefined;
}

/** MongoDB's error for a key that is held; a missing field and an empty array are shown as null. */
export function duplicate(collection: Collection, index: LaidIndex, values: Value[]): Error {
  const found = index.key.map(({ path }, i) => [
    path,
    values[i] === undefined || values[i] === EMPTY_ARRAY ? null : values[i],
  ]);
  const name = index.collation ? `${index.name} collation: ${JSON.stringify(index.collation)}` : index.name;
  return duplicateKey(collection.namespace, name, keyPattern(index), shown(Object.fromEntries(found)));
}

const shown = (key: Doc): Doc => promote(normaliseDocument(key)) as Doc;
