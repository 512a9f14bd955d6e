// Which rows of a dataset's source the reader may count: the same rows that the reader may open one by one.
import {
  type Filter,
  isJsonObject,
  isOpenInHistory,
  type Json,
  own,
  type Pack,
  planReads,
  type QueryPlan,
  rowFilter,
} from '../../engine/index.ts';
import { permissionsOf } from '../auth/permissions.ts';
import type { LoadedPack, Repository, TenantStore } from '../deps.ts';
import type { Scene } from '../domain/records/form-use.ts';
import { openRows } from '../domain/records/open-rows.ts';
import { personalPaths } from '../domain/records/personal-seen.ts';
import { environmentOf } from '../domain/surroundings/load-surroundings.ts';

const NOTHING: Filter = { $nor: [{}] };

export type Source = { repository: Pick<Repository<{ id: string }>, 'aggregate' | 'find' | 'count'>; scope: Filter };

/**
 * The rows of a plan's source, with the filter that leaves the reader the rows on which everything that the plan reads is open;
 * undefined where there are none.
 */
export async function sourceFor(
  scene: Scene,
  rows: TenantStore,
  loaded: LoadedPack,
  plan: QueryPlan,
): Promise<Source | undefined> {
  const { from } = plan;
  const { pack } = loaded;
  if (typeof from === 'object') {
    const form = own(pack.forms, from.form);
    if (!form) return undefined;
    const read = dataIn(plan);
    const open = await openRows(scene, rows, { loaded, form }, read);
    if (open.closed === undefined && personalPaths(form).some((path) => read.includes(path)))
      scene.caller.reads?.see(form.key);
    return open.closed === undefined ? { repository: rows.records(from.form), scope: open.filter } : undefined;
  }
  const permissions = await permissionsOf(scene.deps, scene.caller.actor);
  const all = permissions.includes('operations') || permissions.includes('audit');
  switch (from) {
    case 'cases':
      return { repository: rows.cases, scope: all ? {} : casesOf(scene, pack, 'initiator') };
    case 'tasks':
      return { repository: rows.tasks, scope: all ? {} : casesOf(scene, pack, 'assignee') };
    case 'history':
      // What a link holds may be the data of a record, which none of its readers' rights reach.
      if (!planReads(plan).every((path) => isOpenInHistory(path))) return undefined;
      // A chain says neither whose record nor which unit's it is about: only a reader of all of them may count them.
      return { repository: rows.history, scope: all ? {} : NOTHING };
  }
}

function dataIn(plan: QueryPlan): string[] {
  return planReads(plan).flatMap((path) => (path.startsWith('data.') ? [path.slice('data.'.length)] : []));
}

/** Rows about records that the reader may read, as far as a case knows whose they are; and the reader's own. */
function casesOf({ caller, around }: Scene, pack: Pack, person: 'initiator' | 'assignee'): Filter {
  const { actor } = caller;
  const parts: Filter[] = [{ [person]: actor.id }];
  for (const form of Object.values(pack.forms)) {
    const scope = rowFilter(actor, 'read', form.access, environmentOf(around));
    if (scope === 'none') continue;
    const about = scope === 'all' ? {} : ofCase(scope as Json);
    if (about) parts.push({ $and: [{ form: form.key }, about] });
  }
  return { $or: parts };
}

// Owner and unit of a record are initiator and unit of its case; what asks for the data itself cannot be asked of a case.
function ofCase(filter: Json): Filter | undefined {
  if (!isJsonObject(filter)) return undefined;
  const renamed: Filter = {};
  for (const [path, condition] of Object.entries(filter)) {
    if ((path === '$or' || path === '$and') && Array.isArray(condition)) {
      const parts = condition.map(ofCase);
      if (parts.includes(undefined)) return undefined;
      renamed[path] = parts as Json[];
    } else if (path === 'owner') renamed.initiator = condition;
    else if (path === 'unit') renamed.unit = condition;
    else return undefined;
  }
  return renamed;
}
