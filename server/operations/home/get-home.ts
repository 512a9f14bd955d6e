import {
  type Actor,
  can,
  type Home,
  type NavigationEntry,
  type NavigationItem,
  own,
  type Pack,
  type Text,
} from '../../../engine/index.ts';
import type { Caller, Deps, LoadedPack } from '../../deps.ts';
import { subjectsOf, titleFor } from '../../domain/cases/subjects.ts';
import { mayOpenDashboard } from '../../domain/dashboards/may-open-dashboard.ts';
import { badgesOf } from '../../domain/home/badges.ts';
import type { Scene } from '../../domain/records/form-use.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { shownBlocks } from '../pages/shown-blocks.ts';

const RECENT = 8;

/** What the home page and the menu show this actor: only what they may open. */
export async function getHome(deps: Deps, caller: Caller): Promise<Home> {
  const { actor } = caller;
  const loaded = await deps.packs.current(actor.tenant);
  const [badges, recent] = await Promise.all([badgesOf(deps, actor), recentOf(deps, caller)]);
  const shown = loaded
    .map(({ key, release, pack }) => ({ key, release, pack, navigation: navigationOf(actor, pack, loaded) }))
    .filter(({ navigation }) => navigation.length > 0);
  return {
    packs: shown.map(({ key, release, pack }) => ({ key, title: pack.title, release })),
    navigation: shown.flatMap(({ navigation }) => navigation),
    quickActions: loaded.flatMap(({ pack }) => quickActionsOf(actor, pack)),
    badges,
    recent,
  };
}

/** A pack's entries as it orders them, then its other pages: one that is published is found without an entry. */
function navigationOf(actor: Actor, pack: Pack, packs: readonly LoadedPack[]): NavigationItem[] {
  const { navigation } = pack.home;
  const named = new Set(navigation.flatMap((entry) => ('page' in entry ? [entry.page] : [])));
  const others = Object.keys(pack.pages).filter((page) => !named.has(page));
  return [...navigation, ...others.map((page): NavigationEntry => ({ page }))].flatMap((entry): NavigationItem[] => {
    const item = itemOf(actor, pack, packs, entry);
    if (!item) return [];
    const { title = item.title, icon } = entry;
    return [{ ...item, title, ...(icon !== undefined && { icon }) }];
  });
}

/** What an entry leads to, if the actor may open it. */
function itemOf(
  actor: Actor,
  pack: Pack,
  packs: readonly LoadedPack[],
  entry: NavigationEntry,
): NavigationItem | undefined {
  if ('form' in entry) {
    const form = own(pack.forms, entry.form);
    if (!form || !(can(actor, 'read', form.access) || can(actor, 'create', form.access))) return undefined;
    return { kind: 'form', key: form.key, title: form.title };
  }
  if ('dashboard' in entry) {
    const dashboard = own(pack.dashboards, entry.dashboard);
    if (!dashboard || !mayOpenDashboard(actor, dashboard)) return undefined;
    return { kind: 'dashboard', key: dashboard.key, title: dashboard.title };
  }
  const page = own(pack.pages, entry.page);
  if (!page || shownBlocks(actor, page, packs).length === 0) return undefined;
  return { kind: 'page', key: page.key, title: page.title };
}

function quickActionsOf(actor: Actor, pack: Pack): { form: string; title: Text; icon?: string }[] {
  return pack.home.quickActions.flatMap(({ form: key, title, icon }) => {
    const form = own(pack.forms, key);
    if (!form || !can(actor, 'create', form.access)) return [];
    return [{ form: key, title: title ?? form.title, ...(icon !== undefined && { icon }) }];
  });
}

/** What the actor began or was given last, each case once, in the words that the actor may see. */
async function recentOf(deps: Deps, caller: Caller): Promise<Home['recent']> {
  const { actor } = caller;
  const rows = deps.store.tenant(actor.tenant);
  const [cases, tasks] = await Promise.all([
    rows.cases.find({
      filter: { initiator: actor.id },
      sort: ['-startedAt'],
      limit: RECENT,
      fields: ['id', 'form', 'status', 'startedAt', 'endedAt'],
    }),
    rows.tasks.find({
      filter: { assignee: actor.id, status: { $in: ['open', 'done'] } },
      sort: ['-createdAt'],
      limit: RECENT * 2,
      fields: ['id', 'case', 'form', 'status', 'createdAt', 'endedAt'],
    }),
  ]);
  const found = [
    ...tasks.map(({ id, case: about, form, status, createdAt, endedAt }) => ({
      about,
      // What is still to do leads to where it is done, everything else to the case as a whole.
      ...(status === 'open' ? { kind: 'task' as const, id } : { kind: 'case' as const, id: about }),
      form,
      status,
      at: endedAt ?? createdAt,
    })),
    ...cases.map(({ id, form, status, startedAt, endedAt }) => ({
      about: id,
      kind: 'case' as const,
      id,
      form,
      status,
      at: endedAt ?? startedAt,
    })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
  const latest = new Map<string, (typeof found)[number]>();
  for (const item of found) if (!latest.has(item.about)) latest.set(item.about, item);
  const shown = [...latest.values()].slice(0, RECENT);
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, actor.tenant) };
  const subjects = await subjectsOf(
    deps,
    rows,
    shown.map(({ about }) => about),
  );
  return shown.map(({ about, ...item }) => ({ ...item, title: titleFor(scene, subjects.get(about)) }));
}
