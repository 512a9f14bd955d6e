import type { PersonView } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { waitingChanged } from '../../domain/people/attend-later.ts';
import { awaitingSecond } from '../../domain/people/await-second.ts';
import { expectWithin } from '../../domain/people/expect-within.ts';
import { personView } from '../../domain/people/person-view.ts';
import { tellOwner } from '../../domain/people/tell-owner.ts';
import { tellSessionsEnded } from '../../domain/session/tell-sessions-ended.ts';
import { invalidAt, notFound } from '../../fault.ts';

/**
 * For a person who has lost telephone and recovery codes: the password alone opens a session again, and where a role
 * demands a second factor the person sets one up anew. Their sessions end. People cannot reset their own without proof.
 */
export async function resetSecondFactor(deps: Deps, caller: Caller, id: string): Promise<PersonView> {
  await requirePermission(deps, caller, 'people');
  if (id === caller.actor.id) throw invalidAt('server/own-second-factor', '');
  const saved = await deps.store.transaction(caller.actor.tenant, async (tx) => {
    const person = await tx.people.get(id);
    if (!person) throw notFound('person', id);
    await expectWithin(deps, caller, person);
    const { secondFactor: _secondFactor, pendingFactor: _pendingFactor, ...rest } = person;
    const after = await tx.people.save(await awaitingSecond(deps, tx, caller, rest, 'second-factor'), {
      ifRevision: person.revision,
    });
    if (after.awaits) await waitingChanged(deps, tx, after);
    await tx.sessions.remove({ person: id });
    await tellOwner(deps, tx, caller, person, 'second-factor');
    await appendAudit(deps, tx, byCaller(caller), 'second-factor-reset', {
      person: id,
      name: person.name,
      title: person.title,
    });
    return after;
  });
  tellSessionsEnded(deps, caller.actor.tenant, id);
  return personView(saved, deps.clock.now());
}
