// Which rows of a dataset's source the reader may count: the same as he may read one by one.
import {
  type DatasetSource,
  type Filter,
  isJsonObject,
  type Json,
  own,
  type Pack,
  planReads,
  type QueryPlan,
  rowFilter,
} from '../../engine/index.ts';
import { permissionsOf } from '../auth/permissions.ts';
import type { Repository, TenantStore } from '../deps.ts';
import type { Scene } from '../domain/records/form-use.ts';
import { isReadable } from '../domain/records/open-fields.ts';
import { environmentOf } from '../domain/surroundings/load-surroundings.ts';

const NOTHING: Filter = { $nor: [{}] };

export type Source = { repository: Pick<Repository<{ id: string }>, 'aggregate' | 'find' | 'count'>; scope: Filter };

/** The rows of a source, and the filter that leaves the reader his own. */
export async function sourceFor(scene: Scene, rows: TenantStore, pack: Pack, from: DatasetSource): Promise<Source> {
  if (typeof from === 'object') {
    const form = own(pack.forms, from.form);
    const scope = form ? rowFilter(scene.caller.actor, 'read', form.access, environmentOf(scene.around)) : 'none';
    return { repository: rows.records(from.form), scope: scope === 'all' ? {} : scope === 'none' ? NOTHING : scope };
  }
  const permissions = await permissionsOf(scene.deps, scene.caller.actor);
  const all = permissions.includes('operations') || permissions.includes('audit');
  switch (from) {
    case 'cases':
      return { repository: rows.cases, scope: all ? {} : casesOf(scene, pack, 'initiator') };
    case 'tasks':
      return { repository: rows.tasks, scope: all ? {} : casesOf(scene, pack, 'assignee') };
    case 'history':
      // A chain says neither whose record nor which unit's it is about: only who may read all of them may count them.
      return { repository: rows.history, scope: all ? {} : NOTHING };
  }
}

/** Rows about records that the reader may read, as far as a case knows whose they are; and his own. */
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

/** True where the plan groups, measures and filters by nothing that is hidden from the reader or masked for him. */
export function mayAsk({ caller }: Pick<Scene, 'caller'>, pack: Pack, plan: QueryPlan): boolean {
  if (typeof plan.from !== 'object') return true;
  const form = own(pack.forms, plan.from.form);
  if (!form) return false;
  return planReads(plan)
    .filter((path) => path.startsWith('data.'))
    .every((path) => isReadable(form, caller, path.slice('data.'.length)));
}
