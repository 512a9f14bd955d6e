import type { Actor } from '../../engine/index.ts';
import type { Deps } from '../deps.ts';
import type { PersonRow, SessionRow } from '../store/rows.ts';
import { isOver } from './session-end.ts';
import { hashToken } from './tokens.ts';

/** Who a session belongs to, as of now: roles, unit and activity are read again for each request. */
export type Identity = { actor: Actor; person: PersonRow; session: SessionRow };

/** How far the time of the last request may lag behind in the store, in milliseconds. */
const SEEN_LAG_MS = 60_000;

/** The identity behind a token; undefined for one that is unknown, has run out, or whose person may no longer sign in. */
export async function authenticate(deps: Deps, token: string): Promise<Identity | undefined> {
  const session = await deps.store.sessionByToken(hashToken(token));
  if (!session) return undefined;
  const now = deps.clock.now();
  const idle = Date.parse(now) - Date.parse(session.seenAt);
  const rows = deps.store.tenant(session.tenant);
  if (isOver(session, deps.config.session, now)) {
    await rows.sessions.remove({ id: session.id });
    return undefined;
  }
  const person = await rows.people.get(session.person);
  if (!person?.active || person.awaits) return undefined;
  if (idle > SEEN_LAG_MS) await rows.sessions.update({ id: session.id }, { seenAt: now });
  return { actor: actorOf(person), person, session };
}

export function actorOf(person: PersonRow): Actor {
  const { id, tenant, name, title, unit, roles } = person;
  return { id, tenant, name, title, unit, roles };
}
