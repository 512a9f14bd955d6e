import type { Page, PersonRef } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { SEARCHED_MOST } from '../../domain/people/searched-people.ts';
import { matchesName } from '../../domain/records/search-words.ts';

const NAMES_MOST = 50;

/** Active people whom every person may name in a field or a transfer: their names, nothing else. */
export async function listNames(
  deps: Deps,
  caller: Caller,
  query: { q?: string; role?: string; unit?: string },
): Promise<Page<PersonRef>> {
  const filter = {
    active: true,
    ...(query.role !== undefined && { roles: query.role }),
    ...(query.unit !== undefined && { unit: query.unit }),
  };
  const people = await deps.store
    .tenant(caller.actor.tenant)
    .people.find({ filter, sort: ['name'], limit: SEARCHED_MOST, fields: ['id', 'name', 'title'] });
  const found = query.q ? people.filter((row) => matchesName(row, query.q ?? '')) : people;
  return {
    items: found.slice(0, NAMES_MOST).map(({ id, title }) => ({ id, title })),
    ...(found.length > NAMES_MOST && { next: 2 }),
  };
}
