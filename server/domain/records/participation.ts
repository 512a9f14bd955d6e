import type { CaseState } from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import type { CaseRow, RecordRow } from '../../store/rows.ts';
import { poolsOf } from '../people/pools.ts';
import type { Scene } from './form-use.ts';

/** True for who began the case and for everybody whom a task of it was given to, whatever has become of that. */
export function takesPart(
  { caller, around }: Omit<Scene, 'deps'>,
  { state, initiator }: Pick<CaseRow, 'state' | 'initiator'>,
): boolean {
  const { actor } = caller;
  if (initiator === actor.id) return true;
  const pools = poolsOf(actor, around.organisation);
  return Object.values(state.tasks).some((task) => task.person === actor.id || isOpenTo(task, pools));
}

function isOpenTo({ pool, person, status }: CaseState['tasks'][string], pools: string[]): boolean {
  return pool !== undefined && person === undefined && status === 'open' && pools.includes(pool);
}

/** Who decides about a record sees it, also where his roles alone would not show it. */
export async function mayReadThroughCase(
  scene: Scene,
  rows: TenantStore,
  row: Pick<RecordRow, 'case'>,
): Promise<boolean> {
  if (row.case === undefined) return false;
  const about = await rows.cases.get(row.case);
  return about !== undefined && takesPart(scene, about);
}
