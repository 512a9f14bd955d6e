import { mayTouch } from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import { notFound } from '../../fault.ts';
import type { CaseRow, RecordRow } from '../../store/rows.ts';
import { environmentOf } from '../surroundings/load-surroundings.ts';
import { caseAbout, readerOf } from './field-rights.ts';
import { type FormUse, formOfRecord, type Scene } from './form-use.ts';
import { takesPart } from './participation.ts';

export type RecordId = { form: string; id: string };

/** `about`: the case about it, where the caller's rights depend on that. */
export type ReadableRecord = { row: RecordRow; use: FormUse; about: CaseRow | undefined };

/**
 * The record, if the caller may read it: by roles, or because a case about it has been put before the caller. Otherwise it
 * does not exist for the caller.
 */
export async function readableRecord(scene: Scene, rows: TenantStore, { form, id }: RecordId): Promise<ReadableRecord> {
  if (!(await scene.deps.packs.holdsForm(rows.tenant, form))) throw notFound('form', form);
  const row = await rows.records(form).get(id);
  if (!row) throw notFound('record', id);
  const use = await formOfRecord(scene.deps, row);
  const reader = readerOf(scene);
  const about = await caseAbout(reader, rows, { use, row });
  if (!mayRead(scene, use, row) && !(about && takesPart(reader, about))) throw notFound('record', id);
  return { row, use, about };
}

export function mayRead({ caller, around }: Omit<Scene, 'deps'>, { form }: FormUse, row: RecordRow): boolean {
  return mayTouch(caller.actor, 'read', form.access, row, environmentOf(around));
}
