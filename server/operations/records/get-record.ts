import { mayTouch, type RecordView } from '../../../engine/index.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { notFound } from '../../fault.ts';
import type { RecordRow } from '../../store/rows.ts';
import { mayReadThroughCase } from '../cases/participation.ts';
import { environmentOf, loadSurroundings } from '../surroundings/load-surroundings.ts';
import { type FormUse, formOfRecord, type Scene } from './form-use.ts';
import { recordView } from './record-view.ts';

export type RecordId = { form: string; id: string };

/** One record, as the caller may see it. */
export async function getRecord(deps: Deps, caller: Caller, which: RecordId): Promise<RecordView> {
  const { tenant } = caller.actor;
  const scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const { row, use } = await readableRecord(scene, deps.store.tenant(tenant), which);
  return recordView(scene, use, row);
}

/**
 * The record, if the caller may read it: by his roles, or because a case about it has been put before him. Otherwise it does
 * not exist for him.
 */
export async function readableRecord(
  scene: Scene,
  rows: TenantStore,
  { form, id }: RecordId,
): Promise<{ row: RecordRow; use: FormUse }> {
  const row = await rows.records(form).get(id);
  if (!row) throw notFound('record', id);
  const use = await formOfRecord(scene.deps, row);
  if (!mayRead(scene, use, row) && !(await mayReadThroughCase(scene, rows, row))) throw notFound('record', id);
  return { row, use };
}

export function mayRead({ caller, around }: Omit<Scene, 'deps'>, { form }: FormUse, row: RecordRow): boolean {
  return mayTouch(caller.actor, 'read', form.access, row, environmentOf(around));
}
