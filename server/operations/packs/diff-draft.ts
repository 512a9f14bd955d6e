import { type DiffResult, diffPacks } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { impactOf } from '../../domain/packs/impact.ts';
import { currentRelease, judgedDraft } from '../../domain/packs/judged-draft.ts';

/** The draft against the current release, in words. Of a draft with errors, what can be read of it. */
export async function diffDraft(deps: Deps, caller: Caller, pack: string): Promise<DiffResult> {
  await requirePermission(deps, caller, 'studio', 'publish');
  const { pack: whole, partial, files } = await judgedDraft(deps, caller.actor.tenant, pack);
  const current = await currentRelease(deps, caller.actor.tenant, pack);
  return {
    sentences: diffPacks(current?.pack, whole ?? partial, caller.locale, files.definitions),
    ...(await impactOf(deps, caller, current, files)),
  };
}
