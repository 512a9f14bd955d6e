import type { RecordView } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { type RecordId, readableRecord } from '../../domain/records/readable-record.ts';
import { wholeRecordView } from '../../domain/records/whole-record-view.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';

/** One record, as the caller may see it. */
export async function getRecord(deps: Deps, caller: Caller, which: RecordId): Promise<RecordView> {
  const { tenant } = caller.actor;
  const scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const { row, use, about } = await readableRecord(scene, deps.store.tenant(tenant), which);
  return wholeRecordView(scene, use, row, about);
}
