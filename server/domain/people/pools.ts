import type { Actor, Organisation } from '../../../engine/index.ts';

// A pool is a role (`finance`) or a role within a unit and what lies below it (`finance@u1`).

/** The people who may take a task of the pool. */
export function poolMembers(organisation: Organisation, pool: string | undefined): string[] {
  if (pool === undefined) return [];
  const [role = '', unit] = pool.split('@');
  return organisation.withRole(role, unit).map(({ id }) => id);
}

/** Names of all pools that the actor belongs to. */
export function poolsOf({ roles, unit }: Pick<Actor, 'roles' | 'unit'>, organisation: Organisation): string[] {
  const units: string[] = [];
  for (let here: string | undefined = unit; here !== undefined && !units.includes(here); ) {
    units.push(here);
    here = organisation.unit(here)?.parent;
  }
  return roles.flatMap((role) => [role, ...units.map((each) => `${role}@${each}`)]);
}
