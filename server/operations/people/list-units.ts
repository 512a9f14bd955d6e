import type { UnitList } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { unitView } from '../../domain/session/session-view.ts';

/** The organisation tree: everybody sees names of units beside people and records. */
export async function listUnits(deps: Deps, caller: Caller): Promise<UnitList> {
  const rows = await deps.store.tenant(caller.actor.tenant).units.find({ sort: ['id'] });
  return { items: rows.map(unitView) };
}
