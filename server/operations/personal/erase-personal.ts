import type { JsonObject, PersonalErased } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { appendLink } from '../../domain/history/append-link.ts';
import { eraseLinks } from '../../domain/personal/erase-history.ts';
import { forgetCopies } from '../../domain/personal/forget-copies.ts';
import { copyEraser, type Eraser, ownEraser } from '../../domain/personal/personal-data.ts';
import { describe } from '../../domain/records/describe.ts';
import { type FormUse, formOfRecord, type Scene } from '../../domain/records/form-use.ts';
import { type RecordId, readableRecord } from '../../domain/records/readable-record.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { invalidAt, refusedNow } from '../../fault.ts';
import type { CaseRow, RecordRow } from '../../store/rows.ts';

type Holder = { row: RecordRow; use: FormUse; eraser: Eraser; cases: CaseRow[] };

/**
 * Takes the personal data of a record's subject out of the record, of what refers to it, and of everything that was kept about
 * them: histories, messages, drafts, remembered answers, files. Refused while a case about one of these records goes on.
 */
export async function erasePersonal(
  deps: Deps,
  caller: Caller,
  input: RecordId & { reason: string },
): Promise<PersonalErased> {
  await requirePermission(deps, caller, 'people');
  const reason = input.reason.trim();
  if (reason === '') throw invalidAt('definition/required', '/reason', { key: 'reason' });
  const { tenant, id: person } = caller.actor;
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const done = await deps.store.transaction(tenant, async (tx) => {
    const holders = await holdersOf(scene, tx, input);
    const at = scene.around.now;
    let links = 0;
    let files: string[] = [];
    for (const holder of holders) {
      const { use, eraser, cases } = holder;
      // What earlier releases of the form asked for goes as a whole: nothing says any more what of it was personal.
      const { former: _former, ...row } = holder.row;
      const data = eraser.erase(row.data);
      const next = describe({ ...row, data, updatedAt: at, updatedBy: person }, use.form, use.loaded, scene.around);
      await tx.records(row.form).save(next, { ifRevision: row.revision });
      if (cases.length > 0) {
        await tx.cases.update({ record: row.id }, { title: next.title });
        await tx.tasks.update({ record: row.id }, { caseTitle: next.title });
      }
      const chains = [
        { about: 'record' as const, of: row.id },
        ...cases.map(({ id }) => ({ about: 'case' as const, of: id })),
      ];
      for (const { about, of } of chains) {
        const erased = await eraseLinks(tx, about, of, eraser, at);
        links += erased.length;
        if (erased.length === 0 && about === 'case') continue;
        const body = { fields: eraser.names, links: erased } as unknown as JsonObject;
        const chain = await appendLink(deps, tx, about, of, {
          kind: 'erased',
          at,
          actor: person,
          form: row.form,
          body,
        });
        if (about === 'case') await tx.cases.update({ id: of }, { chain });
      }
      files = [...files, ...(await forgetCopies(tx, row, data, cases))];
    }
    const answer = { fields: holders[0]?.eraser.names ?? [], records: holders.length, links, files: files.length };
    await appendAudit(deps, tx, byCaller(caller), 'personal-erased', {
      form: input.form,
      record: input.id,
      reason,
      ...answer,
    });
    await deps.remember?.(tx, { status: 200, body: answer });
    return { answer, files };
  });
  for (const file of done.files) await deps.files.remove(file);
  return done.answer;
}

/** The subject's own record first, then those that carry copies of its personal data. */
async function holdersOf(scene: Scene, tx: TenantStore, input: RecordId): Promise<Holder[]> {
  const { row, use } = await readableRecord(scene, tx, input);
  const eraser = ownEraser(use.form);
  if (eraser.names.length === 0) throw invalidAt('personal/none', '', { form: use.form.title });
  const holders: Holder[] = [{ row, use, eraser, cases: await closedCases(tx, row) }];
  for (const { pack } of await scene.deps.packs.current(tx.tenant))
    for (const form of Object.values(pack.forms)) {
      const copies = copyEraser(form, { form: use.form, id: row.id });
      if (!copies) continue;
      const filter = { $or: copies.paths.map((path) => ({ [`data.${path}.id`]: row.id })) };
      for (const copy of await tx.records(form.key).find({ filter }))
        holders.push({
          row: copy,
          use: await formOfRecord(scene.deps, copy),
          eraser: copies,
          cases: await closedCases(tx, copy),
        });
    }
  return holders;
}

async function closedCases(tx: TenantStore, { form, id }: RecordRow): Promise<CaseRow[]> {
  const cases = await tx.cases.find({ filter: { form, record: id }, sort: ['id'] });
  const open = cases.find(({ status }) => status === 'running' || status === 'suspended' || status === 'failed');
  if (open) throw refusedNow('personal/in-case', { no: open.no });
  return cases;
}
