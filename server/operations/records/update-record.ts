import { type Form, type JsonObject, type RecordView, recordFacts } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendLink } from '../../domain/history/append-link.ts';
import { attachFiles } from '../../domain/records/attach-files.ts';
import { describe } from '../../domain/records/describe.ts';
import { expectChangeable } from '../../domain/records/expect-changeable.ts';
import { fieldsToChange, readerOf } from '../../domain/records/field-rights.ts';
import type { Scene } from '../../domain/records/form-use.ts';
import { underNewest } from '../../domain/records/newest-form.ts';
import { onDuplicate } from '../../domain/records/on-duplicate.ts';
import { type RecordId, readableRecord } from '../../domain/records/readable-record.ts';
import { changesBetween, movedBetween } from '../../domain/records/record-changes.ts';
import { wholeRecordView } from '../../domain/records/whole-record-view.ts';
import { writeRecord } from '../../domain/records/write-record.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { conflict, invalid } from '../../fault.ts';

/** `data` in part: what it does not name stays, null clears. */
export type UpdateInput = RecordId & { data: JsonObject; revision: number };

/** Changes a record, which moves to the newest release of its form: what is new can be filled in, and is asked for. */
export async function updateRecord(deps: Deps, caller: Caller, input: UpdateInput): Promise<RecordView> {
  const { tenant, id: person } = caller.actor;
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  let of: Form | undefined;
  const saved = await onDuplicate(
    () => of,
    () =>
      deps.store.transaction(tenant, async (tx) => {
        const { row, use, about } = await readableRecord(scene, tx, input);
        of = use.form;
        await expectChangeable(scene, tx, use, row);
        if (row.revision !== input.revision)
          throw conflict('record', input.revision, row.revision, await wholeRecordView(scene, use, row, about));
        const newest = await underNewest(scene, row, use);
        const before = newest.row.data;
        const access = fieldsToChange(readerOf(scene), { use: newest.use, row: newest.row, about });
        const facts = { record: recordFacts(row) };
        const written = await writeRecord(scene, tx, newest.use, input.data, { before, access, facts });
        if (written.issues.some(({ severity }) => severity === 'error')) throw invalid(written.issues);
        const changes = changesBetween(before, written.data);
        if (changes.length === 0) return { use, row, about };
        const at = scene.around.now;
        const { form, loaded } = newest.use;
        const changed = { ...newest.row, data: written.data, updatedAt: at, updatedBy: person };
        await attachFiles(tx, written.files, row);
        const stored = await tx
          .records(row.form)
          .save(describe(changed, form, loaded, scene.around), { ifRevision: row.revision });
        const { release } = loaded;
        await appendLink(deps, tx, 'record', row.id, {
          kind: 'changed',
          at,
          actor: person,
          form: row.form,
          body: {
            changes,
            ...movedBetween(row, newest.row),
            ...(release !== row.release && { release }),
          } as JsonObject,
        });
        return { use: newest.use, row: stored, about };
      }),
  );
  return wholeRecordView(scene, saved.use, saved.row, saved.about);
}
