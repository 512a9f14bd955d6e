import { type JsonObject, mayTouch, type RecordView, recordFacts } from '../../../engine/index.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { appendLink } from '../../domain/history/append-link.ts';
import { attachFiles } from '../../domain/records/attach-files.ts';
import { describe } from '../../domain/records/describe.ts';
import { fieldsToChange, readerOf } from '../../domain/records/field-rights.ts';
import type { FormUse, Scene } from '../../domain/records/form-use.ts';
import { onDuplicate } from '../../domain/records/on-duplicate.ts';
import { type RecordId, readableRecord } from '../../domain/records/readable-record.ts';
import { changesBetween } from '../../domain/records/record-changes.ts';
import { isFree, recordView } from '../../domain/records/record-view.ts';
import { writeRecord } from '../../domain/records/write-record.ts';
import { environmentOf, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { conflict, forbidden, invalid, refusedNow } from '../../fault.ts';
import type { RecordRow } from '../../store/rows.ts';

/** `data` in part: what it does not name stays, null clears. */
export type UpdateInput = RecordId & { data: JsonObject; revision: number };

/** Changes a record, under the release that it was made under. */
export async function updateRecord(deps: Deps, caller: Caller, input: UpdateInput): Promise<RecordView> {
  const { tenant, id: person } = caller.actor;
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const saved = await onDuplicate(() =>
    deps.store.transaction(tenant, async (tx) => {
      const { row, use, about } = await readableRecord(scene, tx, input);
      await expectChangeable(scene, tx, use, row);
      if (row.revision !== input.revision)
        throw conflict('record', input.revision, row.revision, recordView(scene, use, row, about));
      const written = await writeRecord(scene, tx, use, input.data, {
        before: row.data,
        access: fieldsToChange(readerOf(scene), { use, row, about }),
        facts: { record: recordFacts(row) },
      });
      if (written.issues.some(({ severity }) => severity === 'error')) throw invalid(written.issues);
      const changes = changesBetween(row.data, written.data);
      if (changes.length === 0) return { use, row, about };
      const at = scene.around.now;
      const next = describe(
        { ...row, data: written.data, updatedAt: at, updatedBy: person },
        use.form,
        use.loaded,
        scene.around,
      );
      await attachFiles(tx, written.files, row);
      const stored = await tx.records(row.form).save(next, { ifRevision: row.revision });
      await appendLink(deps, tx, 'record', row.id, {
        kind: 'changed',
        at,
        actor: person,
        form: row.form,
        body: { changes } as JsonObject,
      });
      return { use, row: stored, about };
    }),
  );
  return recordView(scene, saved.use, saved.row, saved.about);
}

/** Throws unless the caller may change the record and nothing else decides about it. */
export async function expectChangeable(
  { caller, around }: Scene,
  tx: TenantStore,
  { form }: FormUse,
  row: RecordRow,
): Promise<void> {
  if (!mayTouch(caller.actor, 'update', form.access, row, environmentOf(around))) throw forbidden('update', 'record');
  await expectFree(tx, row);
}

export async function expectFree(tx: TenantStore, row: RecordRow): Promise<void> {
  if (isFree(row)) return;
  const about = await tx.cases.get(row.case ?? '');
  throw refusedNow(row.caseStatus === 'approved' ? 'record/approved' : 'record/in-case', { no: about?.no ?? '' });
}
