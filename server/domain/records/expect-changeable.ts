import { mayTouch } from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import { forbidden, refusedNow } from '../../fault.ts';
import type { RecordRow } from '../../store/rows.ts';
import { environmentOf } from '../surroundings/load-surroundings.ts';
import type { FormUse, Scene } from './form-use.ts';
import { isEditable, isFree } from './record-view.ts';

/** Throws unless the caller may change the record and nothing else decides about it. */
export async function expectChangeable(
  { caller, around }: Scene,
  tx: TenantStore,
  { form }: FormUse,
  row: RecordRow,
): Promise<void> {
  if (!mayTouch(caller.actor, 'update', form.access, row, environmentOf(around))) throw forbidden('update', 'record');
  if (!isEditable(form, row)) await refuseHeld(tx, row);
}

/** Throws where a case decides about the record, or has approved it. */
export async function expectFree(tx: TenantStore, row: RecordRow): Promise<void> {
  if (!isFree(row)) await refuseHeld(tx, row);
}

async function refuseHeld(tx: TenantStore, row: RecordRow): Promise<never> {
  const about = await tx.cases.get(row.case ?? '');
  throw refusedNow(row.caseStatus === 'approved' ? 'record/approved' : 'record/in-case', { no: about?.no ?? '' });
}
