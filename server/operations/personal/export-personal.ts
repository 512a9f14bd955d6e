import type { PersonalExport } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { mayReadFile } from '../../domain/files/may-read-file.ts';
import { copiesAmong, ownEraser } from '../../domain/personal/personal-data.ts';
import { allReleases } from '../../domain/personal/personal-places.ts';
import { tracedCopies } from '../../domain/personal/traced-copies.ts';
import { fieldsOn, readerOf } from '../../domain/records/field-rights.ts';
import { formIfThere, type Scene } from '../../domain/records/form-use.ts';
import { mayRead, type RecordId, readableRecord } from '../../domain/records/readable-record.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { invalidAt } from '../../fault.ts';
import { caseHistory } from '../cases/case-history.ts';
import { getRecord } from '../records/get-record.ts';
import { recordHistory } from '../records/record-history.ts';

/**
 * Everything about the subject of a record, as one document: the record, its history and cases, its files, and the records that
 * refer to it. What the caller may not read is not in it; `withheld` names those fields, so that it is known to be incomplete.
 */
export async function exportPersonal(deps: Deps, caller: Caller, which: RecordId): Promise<PersonalExport> {
  await requirePermission(deps, caller, 'people');
  const { tenant } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const { row, use, about } = await readableRecord(scene, rows, which);
  const releases = await allReleases(deps, tenant);
  const { names } = ownEraser(releases, row.form);
  if (names.length === 0) throw invalidAt('personal/none', '', { form: use.form.title });
  const access = fieldsOn(readerOf(scene), { use, row, about });
  const cases = await rows.cases.find({ filter: { form: row.form, record: row.id }, sort: ['id'] });
  const files = [];
  for (const file of await rows.files.find({ filter: { 'attachedTo.record': row.id }, sort: ['id'] }))
    if (await mayReadFile(deps, caller, file)) files.push(file);
  const references = [];
  for (const { form, rows: copies } of await copiesAmong(rows, releases, row, names)) {
    const ofCopies = await formIfThere(deps, tenant, form);
    for (const each of copies)
      if (ofCopies && mayRead(scene, ofCopies, each))
        references.push(await getRecord(deps, caller, { form, id: each.id }));
  }
  const known = new Set([row.id, ...references.map(({ id }) => id)]);
  for (const { form, id, row: copy } of await tracedCopies(rows, releases, {
    row,
    eraser: ownEraser(releases, row.form),
    cases,
  })) {
    const ofCopy = copy && !known.has(id) ? await formIfThere(deps, tenant, form) : undefined;
    if (copy && ofCopy && mayRead(scene, ofCopy, copy)) references.push(await getRecord(deps, caller, { form, id }));
  }
  const answer: PersonalExport = {
    at: scene.around.now,
    record: await getRecord(deps, caller, which),
    personal: names,
    withheld: Object.keys(use.form.fields).filter((name) => ['hidden', 'masked'].includes(access[name] ?? 'hidden')),
    history: (await recordHistory(deps, caller, which)).items,
    cases: await Promise.all(
      cases.map(async ({ id, no, workflow, status, startedAt, endedAt }) => ({
        id,
        no,
        workflow,
        status,
        startedAt,
        ...(endedAt !== undefined && { endedAt }),
        history: (await caseHistory(deps, caller, id)).items,
      })),
    ),
    files: files.map(({ id, name, size, type, createdAt }) => ({ id, name, size, type, createdAt })),
    references,
  };
  await deps.store.transaction(tenant, (tx) =>
    appendAudit(deps, tx, byCaller(caller), 'personal-exported', { form: which.form, record: which.id }),
  );
  return answer;
}
