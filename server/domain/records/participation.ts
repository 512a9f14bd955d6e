import type { Actor, CaseState } from '../../../engine/index.ts';
import type { Surroundings } from '../../deps.ts';
import type { CaseRow } from '../../store/rows.ts';
import { poolsOf } from '../people/pools.ts';

type Reader = { actor: Actor; around: Surroundings };

/** True for the person who began the case and for each person to whom a task of it was given, whatever has become of that. */
export function takesPart(reader: Reader, about: Pick<CaseRow, 'state' | 'initiator'>): boolean {
  return about.initiator === reader.actor.id || heldTasks(reader, about).length > 0;
}

/** The tasks of a case that were given to the person, or wait in one of the person's pools. */
export function heldTasks({ actor, around }: Reader, { state }: Pick<CaseRow, 'state'>): CaseState['tasks'][string][] {
  const pools = poolsOf(actor, around.organisation);
  return Object.values(state.tasks).filter((task) => task.person === actor.id || isOpenTo(task, pools));
}

function isOpenTo({ pool, person, status }: CaseState['tasks'][string], pools: string[]): boolean {
  return pool !== undefined && person === undefined && status === 'open' && pools.includes(pool);
}
