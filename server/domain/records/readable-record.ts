import { mayTouch } from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import { notFound } from '../../fault.ts';
import type { RecordRow } from '../../store/rows.ts';
import { environmentOf } from '../surroundings/load-surroundings.ts';
import { type FormUse, formOfRecord, type Scene } from './form-use.ts';
import { mayReadThroughCase } from './participation.ts';

export type RecordId = { form: string; id: string };

/**
 * The record, if the caller may read it: by his roles, or because a case about it has been put before him. Otherwise it does
 * not exist for him.
 */
export async function readableRecord(
  scene: Scene,
  rows: TenantStore,
  { form, id }: RecordId,
): Promise<{ row: RecordRow; use: FormUse }> {
  if (!(await scene.deps.packs.holdsForm(rows.tenant, form))) throw notFound('form', form);
  const row = await rows.records(form).get(id);
  if (!row) throw notFound('record', id);
  const use = await formOfRecord(scene.deps, row);
  if (!mayRead(scene, use, row) && !(await mayReadThroughCase(scene, rows, row))) throw notFound('record', id);
  return { row, use };
}

export function mayRead({ caller, around }: Omit<Scene, 'deps'>, { form }: FormUse, row: RecordRow): boolean {
  return mayTouch(caller.actor, 'read', form.access, row, environmentOf(around));
}
