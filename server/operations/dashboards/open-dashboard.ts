import {
  type Actor,
  type Dashboard,
  type DashboardScreen,
  filterOptions,
  own,
  type Pack,
  type ReportContext,
  reportContext,
  subjectOf,
} from '../../../engine/index.ts';
import type { Caller, Deps, LoadedPack } from '../../deps.ts';
import { optionsWithPast } from '../../domain/packs/past-options.ts';
import type { Scene } from '../../domain/records/form-use.ts';
import { environmentOf, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { forbidden, notFound } from '../../fault.ts';

export type OpenDashboard = { scene: Scene; loaded: LoadedPack; dashboard: Dashboard; context: ReportContext };

/** Whether a dashboard is open to the actor's roles. */
export function mayOpenDashboard(actor: Actor, { access }: Dashboard): boolean {
  return access.roles.some((role) => actor.roles.includes(role));
}

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
  const past = await optionsWithPast(deps, tenant, loaded);
  const reading = reportContext(
    loaded.pack,
    { actor: caller.actor, locale: caller.locale, env, organisation: scene.around.organisation },
    required,
  );
  const context = { ...reading, options: (key: string) => own(past, key) ?? reading.options(key) };
  return { scene, loaded, dashboard, context };
}

async function requiredBy(deps: Deps, tenant: string, { requires }: Pack): Promise<Pack[]> {
  return (await deps.packs.current(tenant)).filter(({ key }) => requires.includes(key)).map(({ pack }) => pack);
}

/** The dashboard's definition and what its filters may be set to; no figures yet. */
export async function dashboardScreen(deps: Deps, caller: Caller, key: string): Promise<DashboardScreen> {
  const { dashboard, loaded, context } = await openDashboard(deps, caller, key);
  return {
    key,
    title: dashboard.title,
    pack: loaded.key,
    release: loaded.release,
    definition: dashboard.json,
    filterOptions: filterOptions(dashboard, context),
  };
}
