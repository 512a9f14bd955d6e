import type { Deps } from '../../deps.ts';

/**
 * After a transaction that ended sessions of a person: the open streams of events of those sessions end, here at once, on other
 * servers as soon as they hear of it.
 */
export function tellSessionsEnded({ live }: Pick<Deps, 'live'>, tenant: string, person: string): void {
  live.publish(tenant, person, { type: 'session' });
}
