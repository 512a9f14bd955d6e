import type { Scene } from './form-use.ts';

/** The rows of the tenant in which a scene plays. */
export const rowsIn = ({ deps, caller }: Scene) => deps.store.tenant(caller.actor.tenant);
