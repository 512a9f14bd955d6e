import type { Deps } from '../../deps.ts';
import { contentsOf } from './make-release.ts';

/** Gives releases of earlier builds what they are looked up by. May be stopped and begun again at any point. */
export async function upgradeReleases(deps: Deps): Promise<void> {
  for (const tenant of await deps.store.tenants()) {
    const { releases } = deps.store.tenant(tenant);
    const old = await releases.find({ filter: { forms: { $exists: false } }, fields: ['id'] });
    for (const { id } of old) {
      const row = await releases.get(id);
      if (row) await releases.update({ id }, contentsOf(row.structures));
    }
  }
}
