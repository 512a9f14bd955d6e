import { type DiffResult, diffPacks, type PackFiles } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { impactOf } from '../../domain/packs/impact.ts';
import { currentRelease } from '../../domain/packs/judged-draft.ts';
import { notFound } from '../../fault.ts';

/** What going back to an earlier release would change. */
export async function diffRelease(deps: Deps, caller: Caller, pack: string, release: number): Promise<DiffResult> {
  await requirePermission(deps, caller, 'studio', 'publish');
  const { tenant } = caller.actor;
  const wanted = await deps.store.tenant(tenant).releases.first({ filter: { pack, release } });
  if (!wanted) throw notFound('release', `${pack} ${release}`);
  const { pack: earlier } = await deps.packs.release(tenant, pack, release);
  const current = await currentRelease(deps, tenant, pack);
  return {
    sentences: diffPacks(current?.pack, earlier, caller.locale),
    ...(await impactOf(deps, caller, current, wanted.files as unknown as PackFiles)),
  };
}
