import type { Caller, TenantStore } from '../../deps.ts';
import { notFound } from '../../fault.ts';
import type { PersonRow } from '../../store/rows.ts';

/** The row of the caller. */
export async function ownPerson(rows: TenantStore, { actor }: Caller): Promise<PersonRow> {
  const person = await rows.people.get(actor.id);
  if (!person) throw notFound('person', actor.id);
  return person;
}

/** Signs the person out everywhere but here. */
export async function endOtherSessions(tx: TenantStore, person: PersonRow, caller: Caller): Promise<void> {
  const others = await tx.sessions.find({ filter: { person: person.id }, sort: ['id'], fields: ['id'] });
  for (const { id } of others) if (id !== caller.session) await tx.sessions.remove({ id });
}
