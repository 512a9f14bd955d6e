import { newToken } from '../../auth/tokens.ts';
import type { Deps } from '../../deps.ts';
import { SET_UP_SECONDS, setUpKey } from '../../domain/session/set-up-key.ts';

/** The address, valid once and for a day, at which the first administrator is set up; undefined where there are people already. */
export async function setUpLink(deps: Deps): Promise<string | undefined> {
  if ((await deps.store.tenants()).length > 0) return undefined;
  const token = newToken();
  await deps.store.limits.hit(setUpKey(token), deps.clock.now(), SET_UP_SECONDS);
  return `${deps.config.baseUrl}/set-up/${token}`;
}
