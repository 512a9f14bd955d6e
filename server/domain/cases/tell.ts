import type { LiveEvent } from '../../../engine/index.ts';
import type { Deps } from '../../deps.ts';

/** What is told to open browsers once the transaction is through. */
export type Told = { person: string; event: LiveEvent };

export function tell(deps: Deps, tenant: string, told: readonly Told[]): void {
  for (const { person, event } of told) deps.live.publish(tenant, person, event);
}
