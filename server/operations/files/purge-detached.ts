import type { Json } from '../../../engine/index.ts';
import type { Deps, TenantStore } from '../../deps.ts';
import type { FileRow } from '../../store/rows.ts';

/** Files looked at in one round: all of a large store are looked at within a day or so. */
const PAGE = 2_000;

/** Where the next round goes on, by tenant. */
export type PurgePlaces = Map<string, string>;

/**
 * Removes files whose record was deleted or does not hold them any more, unless a draft names them. Nobody can read such a
 * file, and no record can take it again. Answers how many.
 */
export async function purgeDetached(deps: Deps, places: PurgePlaces): Promise<number> {
  let removed = 0;
  for (const tenant of await deps.store.tenants()) {
    const rows = deps.store.tenant(tenant);
    const page = await rows.files.find({
      filter: { id: { $gt: places.get(tenant) ?? '' } },
      sort: ['id'],
      limit: PAGE,
      fields: ['id', 'attachedTo'],
    });
    if (page.length < PAGE) places.delete(tenant);
    else places.set(tenant, page.at(-1)?.id ?? '');
    const left = await detached(rows, page);
    if (left.length === 0) continue;
    // Asked again with the removal: what was seen before may have changed.
    const gone = await deps.store.transaction(tenant, async (tx) => {
      const sure = await detached(tx, left);
      const drafts = sure.length > 0 ? await tx.drafts.find({ fields: ['id', 'data'] }) : [];
      const ids = sure.map(({ id }) => id).filter((id) => !drafts.some(({ data }) => names(data, id)));
      if (ids.length > 0) await tx.files.remove({ id: { $in: ids } });
      return ids;
    });
    for (const id of gone) await deps.files.remove(id);
    removed += gone.length;
  }
  return removed;
}

type Held = Pick<FileRow, 'id' | 'attachedTo'>;

async function detached(rows: TenantStore, files: Held[]): Promise<Held[]> {
  const left: Held[] = [];
  for (const form of new Set(files.map(({ attachedTo }) => attachedTo?.form))) {
    if (form === undefined) continue;
    const held = files.filter(({ attachedTo }) => attachedTo?.form === form);
    const ids = [...new Set(held.map(({ attachedTo }) => attachedTo?.record ?? ''))];
    const records = await rows.records(form).find({ filter: { id: { $in: ids } } });
    const data = new Map(records.map((record) => [record.id, record.data]));
    left.push(...held.filter(({ id, attachedTo }) => !names(data.get(attachedTo?.record ?? ''), id)));
  }
  return left;
}

const names = (value: Json | undefined, id: string) => value !== undefined && JSON.stringify(value).includes(id);
