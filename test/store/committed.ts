// What is found in a data file that `commit-loop.ts` has filled.
import { openCatalog } from '../../server/store/embedded/catalog.ts';
import { decode } from '../../server/store/embedded/codec.ts';
import { Sqlite } from '../../server/store/embedded/sqlite.ts';
import { looseCollection, openMongoose } from '../support/stores.ts';

/** Transactions that are there whole, parts of others, and what indexes or heads say that is not so. */
export type Found = { whole: Set<number>; halves: number[]; untagged: number[]; heads: number[] };

type Row = { n: number; tags?: string[] };

/** Reads a data file as a fresh start would. */
export async function readAll(path: string): Promise<Found> {
  const own = await openMongoose(`sqlite:${path}`);
  try {
    const rows = (await looseCollection(own, 'rows').find().toArray()) as Row[];
    const tagged = await looseCollection(own, 'rows').countDocuments({ tags: /^n/ });
    const heads = (await looseCollection(own, 'heads').find().toArray()).map(({ last }) => last as number);
    return found(rows, tagged, heads);
  } finally {
    await own.disconnect();
  }
}

/** Reads the tables themselves, all of whose pages and indexes must be sound. */
export function readTables(path: string): Found {
  const db = new Sqlite(path);
  try {
    const [sound] = db.get('PRAGMA integrity_check') ?? [];
    if (sound !== 'ok') throw new Error(`${path}: ${String(sound)}`);
    const collections = openCatalog(db, path);
    const documents = (name: string) => {
      const table = collections.get(`dougong.${name}`)?.table;
      return table ? db.all(`SELECT doc FROM ${table}`).map(([text]) => decode(text as string).document) : [];
    };
    const rows = documents('rows') as Row[];
    return found(
      rows,
      rows.filter(({ tags }) => tags?.some((tag) => tag.startsWith('n'))).length,
      documents('heads').map(({ last }) => last as number),
    );
  } finally {
    db.close();
  }
}

function found(rows: Row[], tagged: number, heads: number[]): Found {
  const counts = new Map<number, number>();
  for (const { n } of rows) counts.set(n, (counts.get(n) ?? 0) + 1);
  return {
    whole: new Set([...counts].filter(([, count]) => count === 2).map(([n]) => n)),
    halves: [...counts].filter(([, count]) => count !== 2).map(([n]) => n),
    untagged: tagged === counts.size ? [] : [tagged, counts.size],
    heads,
  };
}

/** What is wrong with what was found: nothing, if all that was acknowledged is there and nothing by halves. */
export function faultsOf({ whole, halves, untagged, heads }: Found, acknowledged: number[]): Record<string, number[]> {
  const faults = {
    halves,
    untagged,
    lost: acknowledged.filter((n) => !whole.has(n)),
    headless: heads.filter((n) => !whole.has(n)),
  };
  return Object.fromEntries(Object.entries(faults).filter(([, list]) => list.length > 0));
}
