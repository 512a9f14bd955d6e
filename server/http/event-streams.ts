// The open streams of events of this process: a few for each person, and one look at a session for all of its streams.

import { isOver } from '../auth/session-end.ts';
import type { Caller, Deps } from '../deps.ts';
import { tooManyStreams } from '../fault.ts';

/** Streams that one person may have open here: one for each window. */
export const MOST_STREAMS = 12;
const LOOK_MS = 20_000;

export type EventStreams = {
  /** Ends the stream by `end` once its session is over. The answered function takes the stream off. Throws `too-many`. */
  add(caller: Caller, end: () => void): () => void;
  /** Looks at the session now, and ends its streams where it is over: nothing more is sent to it. */
  mayHear(caller: Caller): Promise<boolean>;
};

type Watched = { tenant: string; session: string; person: string; streams: Set<() => void>; timer: NodeJS.Timeout };

export function createEventStreams(deps: Deps, lookMs = LOOK_MS): EventStreams {
  const watched = new Map<string, Watched>();
  const counts = new Map<string, number>();

  const look = async ({ tenant, session, person, streams }: Watched): Promise<boolean> => {
    const rows = deps.store.tenant(tenant);
    const [stored, who] = await Promise.all([rows.sessions.get(session), rows.people.get(person)]);
    const goesOn = stored && who?.active && !isOver(stored, deps.config.session, deps.clock.now());
    if (!goesOn) for (const end of [...streams]) end();
    return goesOn === true;
  };

  return {
    async mayHear({ actor: { tenant }, session = '' }) {
      const mine = watched.get(`${tenant}/${session}`);
      return mine !== undefined && look(mine);
    },
    add({ actor: { tenant, id: person }, session = '' }, end) {
      const owner = `${tenant}/${person}`;
      const open = counts.get(owner) ?? 0;
      if (open >= MOST_STREAMS) throw tooManyStreams();
      counts.set(owner, open + 1);
      const key = `${tenant}/${session}`;
      let mine = watched.get(key);
      if (!mine) {
        const made: Watched = {
          tenant,
          session,
          person,
          streams: new Set(),
          // The store may be away: the next look decides.
          timer: setInterval(() => void look(made).catch(() => undefined), lookMs),
        };
        made.timer.unref();
        mine = made;
        watched.set(key, made);
      }
      const { streams, timer } = mine;
      streams.add(end);
      return () => {
        if (!streams.delete(end)) return;
        const left = (counts.get(owner) ?? 1) - 1;
        if (left === 0) counts.delete(owner);
        else counts.set(owner, left);
        if (streams.size > 0) return;
        clearInterval(timer);
        watched.delete(key);
      };
    },
  };
}
