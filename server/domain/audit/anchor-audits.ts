import type { Deps } from '../../deps.ts';
import { anchorAudit } from '../anchors/anchors.ts';

/** Remembers outside of the store, and in the log, how far the audit of each organisation has come: a cut end is then noticed. */
export async function anchorAudits(deps: Deps): Promise<void> {
  for (const tenant of await deps.store.tenants()) {
    const { audit } = deps.store.tenant(tenant);
    const [first, last] = await Promise.all([
      audit.first({ filter: { mac: { $exists: true } }, sort: ['seq'], fields: ['seq'] }),
      audit.first({ sort: ['-seq'], fields: ['seq', 'hash', 'mac'] }),
    ]);
    if (!first || !last?.mac) continue;
    const at = deps.clock.now();
    anchorAudit(deps.config, tenant, { from: first.seq, seq: last.seq, hash: last.hash, at });
    deps.log.info({ tenant, seq: last.seq, hash: last.hash, mac: last.mac }, 'audit anchored');
  }
}
