import { type PackFiles, releaseOf } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { loadDraft } from '../../domain/packs/draft.ts';
import { notFound } from '../../fault.ts';

/** A pack as one JSON document, to carry from one installation to another. */
export type PackDocument = { format: 'dougong-pack'; version: 1; hash: string; release?: number } & PackFiles;

/** A release, or the draft when none is named. */
export async function exportPack(deps: Deps, caller: Caller, pack: string, release?: number): Promise<PackDocument> {
  await requirePermission(deps, caller, 'studio', 'publish');
  const { tenant } = caller.actor;
  const rows = deps.store.tenant(tenant);
  let files: PackFiles;
  if (release === undefined) files = (await loadDraft(rows, pack)).files;
  else {
    const row = await rows.releases.first({ filter: { pack, release } });
    if (!row) throw notFound('release', `${pack} ${release}`);
    files = row.files as unknown as PackFiles;
  }
  const named = releaseOf(files);
  await deps.store.transaction(tenant, (tx) =>
    appendAudit(deps, tx, byCaller(caller), 'pack-exported', {
      pack,
      hash: named.hash,
      ...(release !== undefined && { release }),
    }),
  );
  return {
    format: 'dougong-pack',
    version: 1,
    hash: named.hash,
    ...(release !== undefined && { release }),
    ...named.files,
  };
}
