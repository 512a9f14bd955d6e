import { type DashboardResult, type JsonObject, own, reportContext, subjectOf } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { loadDraft } from '../../domain/packs/draft.ts';
import { judge } from '../../domain/packs/judge-draft.ts';
import { environmentOf, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { notFound } from '../../fault.ts';
import { figuresOf } from '../../reports/figures-of.ts';

/**
 * The figures of a dashboard of the draft, for the analyst who draws it. The current release decides what they may read:
 * a draft could give its author any right.
 */
export async function queryDraftDashboard(
  deps: Deps,
  caller: Caller,
  pack: string,
  key: string,
  filters: JsonObject,
): Promise<DashboardResult> {
  await requirePermission(deps, caller, 'studio', 'publish');
  const { tenant } = caller.actor;
  const { files } = await loadDraft(deps.store.tenant(tenant), pack);
  const { partial, required } = await judge(deps, tenant, pack, files);
  const dashboard = own(partial.dashboards, key);
  const loaded = (await deps.packs.current(tenant)).find((each) => each.key === pack);
  if (!dashboard || !loaded) throw notFound('dashboard', key);
  const around = await loadSurroundings(deps, tenant);
  const env = environmentOf(around, { actor: subjectOf(caller.actor) });
  const context = reportContext(
    partial,
    { actor: caller.actor, locale: caller.locale, env, organisation: around.organisation },
    required.map((each) => each.pack),
  );
  return figuresOf({ scene: { deps, caller, around }, loaded, dashboard, context }, { filters });
}
