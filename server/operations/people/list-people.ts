import type { Page, PersonRef, PersonView, Text } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { type Paging, pageAs, pageOf } from '../../domain/paging.ts';
import { personView } from '../../domain/people/person-view.ts';
import { matchesTexts } from '../../domain/records/search-words.ts';

/** More than this many people are not searched by part of a name. */
const SEARCHED_MOST = 20_000;
const NAMES_MOST = 50;

/** A page of the people, in order of their sign-in names; `q` is a part of a name or address, or pinyin. */
export async function listPeople(
  deps: Deps,
  caller: Caller,
  query: Paging & { q?: string },
): Promise<Page<PersonView>> {
  await requirePermission(deps, caller, 'people');
  const people = deps.store.tenant(caller.actor.tenant).people;
  const now = deps.clock.now();
  if (!query.q)
    return pageAs(await pageOf(people, { filter: {}, sort: ['name'] }, query), (row) => personView(row, now));
  const wanted = query.q;
  const candidates = await people.find({
    sort: ['name'],
    limit: SEARCHED_MOST,
    fields: ['id', 'name', 'title', 'email'],
  });
  const found = candidates
    .filter((row) => matchesTexts([row.name, ...textsOf(row.title), row.email ?? ''], wanted))
    .map(({ id }) => id);
  return pageAs(await pageOf(people, { filter: { id: { $in: found } }, sort: ['name'] }, query), (row) =>
    personView(row, now),
  );
}

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
  const found = query.q
    ? people.filter((row) => matchesTexts([row.name, ...textsOf(row.title)], query.q ?? ''))
    : people;
  return {
    items: found.slice(0, NAMES_MOST).map(({ id, title }) => ({ id, title })),
    ...(found.length > NAMES_MOST && { next: 2 }),
  };
}

function textsOf(text: Text): string[] {
  return typeof text === 'string' ? [text] : Object.values(text);
}
