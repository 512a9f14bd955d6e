import type { Deps } from './deps.ts';
import { anchorAudits } from './domain/audit/anchor-audits.ts';
import { tellMissingCalendar } from './domain/surroundings/tell-missing-calendar.ts';
import { type PurgePlaces, purgeDetached } from './operations/files/purge-detached.ts';
import { purgeFiles } from './operations/files/purge-files.ts';

const FIRST_MS = 60_000;
const EVERY_MS = 15 * 60_000;

/** Now and then removes what has run out: sessions, remembered answers, counters, told events, files that nothing holds. Any number of servers may. */
export function startHousekeeping(deps: Deps): { stop(): void } {
  const places: PurgePlaces = new Map();
  const round = () => {
    deps.store
      .prune(deps.clock.now())
      .then(() => purgeFiles(deps))
      .then(() => purgeDetached(deps, places))
      .then(() => anchorAudits(deps))
      .then(() => tellMissingCalendar(deps))
      .catch((cause: unknown) => deps.log.warn({ reason: String(cause) }, 'housekeeping failed'));
  };
  const first = setTimeout(round, FIRST_MS);
  const timer = setInterval(round, EVERY_MS);
  first.unref();
  timer.unref();
  return {
    stop() {
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}
