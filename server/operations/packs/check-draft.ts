import type { CheckResult } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { locate } from '../../domain/packs/judge-draft.ts';
import { judgedDraft } from '../../domain/packs/judged-draft.ts';

/** Everything found in the draft, whichever definition it is in. */
export async function checkDraft(deps: Deps, caller: Caller, pack: string): Promise<CheckResult> {
  await requirePermission(deps, caller, 'studio', 'publish');
  const { problems } = await judgedDraft(deps, caller.actor.tenant, pack);
  return { problems: locate(problems, caller.locale) };
}
