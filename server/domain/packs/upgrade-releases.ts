import type { Deps } from '../../deps.ts';
import { isKnownSealed, noteSealed } from '../anchors/anchors.ts';
import { contentsOf } from './make-release.ts';
import { sealOf } from './seal-release.ts';

/**
 * Gives releases of earlier builds what they are looked up by, and seals them: once for each store. Where one release of an
 * organisation is sealed, or this data folder remembers that the store was, a release without a seal is not trusted.
 * May be stopped and begun again at any point.
 */
export async function upgradeReleases(deps: Deps): Promise<void> {
  for (const tenant of await deps.store.tenants()) {
    const { releases } = deps.store.tenant(tenant);
    const unlisted = await releases.find({ filter: { forms: { $exists: false } }, fields: ['id'] });
    for (const { id } of unlisted) {
      const row = await releases.get(id);
      if (row) await releases.update({ id }, contentsOf(row.structures));
    }
    await sealAll(deps, tenant);
  }
  noteSealed(deps.config);
}

async function sealAll(deps: Deps, tenant: string): Promise<void> {
  if (isKnownSealed(deps.config)) return;
  await deps.store.transaction(tenant, async (tx) => {
    if (await tx.releases.first({ filter: { seal: { $exists: true } }, fields: ['id'] })) return;
    for (const { id } of await tx.releases.find({ filter: {}, fields: ['id'] })) {
      const row = await tx.releases.get(id);
      if (row) await tx.releases.update({ id }, { seal: sealOf(deps.secrets, row) });
    }
  });
}
