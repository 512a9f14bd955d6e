import type { Session } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { sessionView } from '../../domain/session/session-view.ts';
import { unauthenticated } from '../../fault.ts';

/** The caller as their pages know them. */
export async function currentSession(deps: Deps, caller: Caller): Promise<Session> {
  const rows = deps.store.tenant(caller.actor.tenant);
  const [person, session] = await Promise.all([
    rows.people.get(caller.actor.id),
    rows.sessions.get(caller.session ?? ''),
  ]);
  if (!person || !session) throw unauthenticated();
  return sessionView(deps, person, session.csrf, caller.locale);
}
