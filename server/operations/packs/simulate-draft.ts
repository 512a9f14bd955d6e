import { type SimulateInput, type SimulateResult, simulate } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { judgedDraft } from '../../domain/packs/judged-draft.ts';
import { loadSurroundings } from '../../domain/surroundings/index.ts';
import { expectValid } from '../../fault.ts';

/** The draft's workflow as any person, at any time, without effects. */
export async function simulateDraft(
  deps: Deps,
  caller: Caller,
  pack: string,
  input: SimulateInput,
): Promise<SimulateResult> {
  await requirePermission(deps, caller, 'studio', 'publish');
  const { pack: whole, partial } = await judgedDraft(deps, caller.actor.tenant, pack);
  const { organisation, calendar, zone, now } = await loadSurroundings(deps, caller.actor.tenant);
  return expectValid(simulate(whole ?? partial, input, { organisation, calendar, zone, now, locale: caller.locale }));
}
