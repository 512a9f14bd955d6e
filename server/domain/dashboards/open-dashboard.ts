import { type Dashboard, own, type Pack, type ReportContext, reportContext, subjectOf } from '../../../engine/index.ts';
import type { Caller, Deps, LoadedPack } from '../../deps.ts';
import { forbidden, notFound } from '../../fault.ts';
import type { Scene } from '../records/form-use.ts';
import { environmentOf, loadSurroundings } from '../surroundings/load-surroundings.ts';
import { mayOpenDashboard } from './may-open-dashboard.ts';

export type OpenDashboard = { scene: Scene; loaded: LoadedPack; dashboard: Dashboard; context: ReportContext };

/** A dashboard for a reader whose roles may see it. */
export async function openDashboard(deps: Deps, caller: Caller, key: string): Promise<OpenDashboard> {
  const { tenant } = caller.actor;
  const loaded = await deps.packs.withDashboard(tenant, key);
  const dashboard = own(loaded.pack.dashboards, key);
  if (!dashboard) throw notFound('dashboard', key);
  if (!mayOpenDashboard(caller.actor, dashboard)) throw forbidden('read', 'dashboard');
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const required = await requiredBy(deps, tenant, loaded.pack);
  const env = environmentOf(scene.around, { actor: subjectOf(caller.actor) });
  const context = reportContext(
    loaded.pack,
    { actor: caller.actor, locale: caller.locale, env, organisation: scene.around.organisation },
    required,
  );
  return { scene, loaded, dashboard, context };
}

async function requiredBy(deps: Deps, tenant: string, { requires }: Pack): Promise<Pack[]> {
  return (await deps.packs.current(tenant)).filter(({ key }) => requires.includes(key)).map(({ pack }) => pack);
}
