import type { PersonView } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { waitingChanged } from '../../domain/people/attend-later.ts';
import { expectWithin } from '../../domain/people/expect-within.ts';
import { personView } from '../../domain/people/person-view.ts';
import { conflict, invalidAt, notFound } from '../../fault.ts';

/** The second administrator confirms what others have given an account: it can sign in from now on. */
export async function confirmPerson(deps: Deps, caller: Caller, id: string, revision: number): Promise<PersonView> {
  await requirePermission(deps, caller, 'people');
  return deps.store.transaction(caller.actor.tenant, async (tx) => {
    const person = await tx.people.get(id);
    if (!person) throw notFound('person', id);
    const now = deps.clock.now();
    if (person.revision !== revision) throw conflict('person', revision, person.revision, personView(person, now));
    const { awaits, ...rest } = person;
    if (!awaits) throw invalidAt('server/nothing-awaits', '');
    if (id === caller.actor.id || awaits.by.includes(caller.actor.id)) throw invalidAt('server/second-person', '');
    await expectWithin(deps, caller, person);
    const saved = await tx.people.save(rest, { ifRevision: revision });
    await waitingChanged(deps, tx, saved);
    const { name, title } = person;
    await appendAudit(deps, tx, byCaller(caller), 'person-confirmed', { person: id, name, title, gifts: awaits.gifts });
    return personView(saved, now);
  });
}
