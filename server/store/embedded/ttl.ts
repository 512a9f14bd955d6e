// Indexes with `expireAfterSeconds`: documents whose date is past are removed in the background, as MongoDB does.
import type { Doc } from './bson.ts';
import type { View } from './catalog.ts';
import { narrow } from './filter-to-sql.ts';
import { layoutOf } from './layout.ts';
import { EMPTY_ARRAY, indexedValues } from './path.ts';
import { deleteRow } from './rows.ts';
import { portionsOf, type StoredRow } from './scan.ts';
import type { Store } from './store.ts';

const EVERY_MS = 60_000;
/** Removed in one write, so that other writers get their turn between. */
const AT_ONCE = 500;

/** Removes what has expired at a moment; returns how many documents that were. */
export async function removeExpired(store: Store, now: Date): Promise<number> {
  let removed = 0;
  for (const { namespace, indexes } of store.known.values()) {
    for (const { name, expireAfterSeconds } of indexes) {
      if (expireAfterSeconds === undefined) continue;
      for (let count = AT_ONCE; count === AT_ONCE; removed += count) {
        count = await store.write((view) => removeSome(view, namespace, name, now));
      }
    }
  }
  return removed;
}

/** What is found and what is removed is one step: a moment that is put off meanwhile is seen, and so is another index. */
function removeSome(view: View, namespace: string, name: string, now: Date): number {
  const collection = view.collections.get(namespace);
  const index = collection && layoutOf(collection).indexes.find((one) => one.name === name);
  const [path] = index?.laid ?? [];
  if (!collection || !path || index?.expireAfterSeconds === undefined) return 0;
  const limit = new Date(now.getTime() - index.expireAfterSeconds * 1000);
  const { sql, params } = narrow(
    { [path.path]: { $lte: limit } },
    { layout: layoutOf(collection), collation: undefined },
  );
  const expired: StoredRow[] = [];
  for (const rows of portionsOf(view, { from: collection.table, where: sql, order: '', params }, undefined)) {
    // A partial index lets only those documents expire that it holds.
    expired.push(
      ...rows.filter(({ document }) => index.holds?.(document) !== false && isPast(document, path.parts, limit)),
    );
    if (expired.length >= AT_ONCE) break;
  }
  expired.splice(AT_ONCE);
  for (const { rid, document } of expired) deleteRow(view, collection, rid, document);
  return expired.length;
}

/** Of several dates the earliest counts; what is not a date never expires. */
function isPast(document: Doc, parts: string[], limit: Date): boolean {
  const found = indexedValues(document, parts);
  const values = found.many ? found.values.filter((value) => value !== EMPTY_ARRAY) : [found.value];
  return values.some((value) => value instanceof Date && value <= limit);
}

export class TtlSweep {
  private readonly timer: NodeJS.Timeout;
  private running = false;

  constructor(store: Store) {
    this.timer = setInterval(() => {
      if (this.running) return;
      this.running = true;
      // A store that fails says so to its users; the next round tries again.
      removeExpired(store, new Date())
        .catch(() => undefined)
        .finally(() => {
          this.running = false;
        });
    }, EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
