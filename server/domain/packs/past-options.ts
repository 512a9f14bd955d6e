import { LRUCache } from 'lru-cache';
import {
  type FormerOptions,
  formerOptions,
  isJsonObject,
  type JsonObject,
  type PackFiles,
} from '../../../engine/index.ts';
import type { Store } from '../../deps.ts';

type Definitions = PackFiles['definitions'];

/** Releases whose lists are kept in memory. */
const MOST_KEPT = 1_000;

/** What the releases of a pack before one of them offered to choose. Releases never change: each is read once. */
export function createPastOptions(
  store: Store,
): (tenant: string, pack: string, before: number) => Promise<FormerOptions> {
  const known = new LRUCache<string, Definitions>({ max: MOST_KEPT });

  return async (tenant, pack, before) => {
    const { releases } = store.tenant(tenant);
    const earlier: { definitions: Definitions }[] = [];
    const rows = await releases.find({
      filter: { pack, release: { $lt: before } },
      fields: ['id', 'release'],
      sort: ['-release'],
    });
    for (const { id } of rows) {
      const key = `${tenant}/${id}`;
      const found = known.get(key) ?? (await readLists(id));
      known.set(key, found);
      earlier.push({ definitions: found });
    }
    return formerOptions(earlier);

    async function readLists(id: string): Promise<Definitions> {
      const row = await releases.first({ filter: { id }, fields: ['id', 'files'] });
      const { definitions } = (row?.files ?? { definitions: [] }) as unknown as PackFiles;
      return definitions.flatMap(({ kind, key, json }) =>
        kind === 'options' || kind === 'form' ? [{ kind, key, json: listsIn(json) }] : [],
      );
    }
  };
}

// The rest of a definition is not kept in memory.
function listsIn({ items, fields, options }: JsonObject): JsonObject {
  const inner = Object.entries(isJsonObject(fields) ? fields : {}).flatMap(([name, field]) => {
    const kept = isJsonObject(field) ? listsIn(field) : {};
    return Object.keys(kept).length > 0 ? [[name, kept] as const] : [];
  });
  return {
    ...(items !== undefined && { items }),
    ...(options !== undefined && { options }),
    ...(inner.length > 0 && { fields: Object.fromEntries(inner) }),
  };
}
