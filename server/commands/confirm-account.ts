// The operator of the server stands in as the second administrator of people: one account that waits, named on the command line, can
// sign in. For a tenant whose other administrators of people have left. It stands in the audit, without a person who did it.
import type { Deps } from '../deps.ts';
import { appendAudit } from '../domain/audit/append-audit.ts';
import { waitingChanged } from '../domain/people/attend-later.ts';
import { systemClock, timeOrderedIds } from '../ports/clock.ts';
import { connectStore } from '../store/connect-store.ts';
import { secretsOf } from './opened.ts';
import { nameOf } from './place.ts';

export async function confirmAccount(uri: string, tenant: string, name: string): Promise<void> {
  const secrets = secretsOf({ name: nameOf(uri) });
  const store = await connectStore(uri);
  try {
    await confirmInStore({ store, secrets, clock: systemClock, ids: timeOrderedIds }, tenant, name);
  } finally {
    await store.close();
  }
}

type Ports = Pick<Deps, 'store' | 'clock' | 'ids' | 'secrets'>;

export async function confirmInStore(deps: Ports, tenant: string, name: string): Promise<void> {
  await deps.store.transaction(tenant, async (tx) => {
    const person = await tx.people.first({ filter: { name } });
    if (!person) throw new Error(`${tenant} has no account "${name}"`);
    const { awaits, ...rest } = person;
    if (!awaits) throw new Error(`Nothing of the account "${name}" waits to be confirmed`);
    await waitingChanged(deps, tx, await tx.people.save(rest, { ifRevision: person.revision }));
    const params = { person: person.id, name, title: person.title, gifts: awaits.gifts };
    await appendAudit(deps, tx, {}, 'person-confirmed', params);
  });
}
