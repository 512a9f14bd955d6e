import type { Deps } from '../../deps.ts';

/** Files that no record has taken in this time are forgotten: their draft was given up. */
const KEPT_DAYS = 30;
const BATCH = 200;

/** Removes uploads that were never used, of all tenants. Answers how many. */
export async function purgeFiles(deps: Deps): Promise<number> {
  const before = new Date(Date.parse(deps.clock.now()) - KEPT_DAYS * 86_400_000).toISOString();
  let removed = 0;
  for (const tenant of await deps.store.tenants()) {
    const { files } = deps.store.tenant(tenant);
    const unused = await files.find({
      filter: { attachedTo: { $exists: false }, createdAt: { $lt: before } },
      limit: BATCH,
      fields: ['id'],
    });
    for (const { id } of unused) {
      await files.remove({ id, attachedTo: { $exists: false } });
      await deps.files.remove(id);
      removed += 1;
    }
  }
  return removed;
}
