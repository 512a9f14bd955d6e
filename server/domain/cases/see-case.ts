import type { Caller, Deps } from '../../deps.ts';
import type { Scene } from '../records/form-use.ts';
import { loadSurroundings } from '../surroundings/load-surroundings.ts';
import type { Subject } from './case-subject.ts';
import { type Sight, visibleCase } from './visible-case.ts';

/** A case that the caller may see, with what it is read in. */
export async function seeCase(
  deps: Deps,
  caller: Caller,
  id: string,
): Promise<{ scene: Scene; subject: Subject; sight: Sight }> {
  const { tenant } = caller.actor;
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const { sight, ...subject } = await visibleCase(scene, deps.store.tenant(tenant), id);
  return { scene, subject, sight };
}
