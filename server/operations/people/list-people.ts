import type { Page, PersonView } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { type Paging, pageAs, pageOf } from '../../domain/paging.ts';
import { personView } from '../../domain/people/person-view.ts';
import { SEARCHED_MOST } from '../../domain/people/searched-people.ts';
import { matchesTexts, textsOf } from '../../domain/records/search-words.ts';

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
