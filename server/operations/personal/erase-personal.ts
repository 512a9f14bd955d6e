import { type Form, type JsonObject, mayTouch, own, type PersonalErased, type Text } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps, LoadedPack, TenantStore } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { appendLink } from '../../domain/history/append-link.ts';
import { personRef } from '../../domain/history/history-item.ts';
import { eraseLinks } from '../../domain/personal/erase-history.ts';
import { forgetCopies } from '../../domain/personal/forget-copies.ts';
import { copiesAmong, type Eraser, ownEraser } from '../../domain/personal/personal-data.ts';
import { allReleases } from '../../domain/personal/personal-places.ts';
import { describe } from '../../domain/records/describe.ts';
import { type Access, fieldsOn, readerOf } from '../../domain/records/field-rights.ts';
import { type FormUse, formOfRecord, type Scene } from '../../domain/records/form-use.ts';
import { isOpen, isSeen } from '../../domain/records/open-fields.ts';
import { type RecordId, readableRecord } from '../../domain/records/readable-record.ts';
import { isEditable } from '../../domain/records/record-view.ts';
import { settingsOf } from '../../domain/settings/tenant-settings.ts';
import { environmentOf, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { forbidden, invalidAt, refusedNow } from '../../fault.ts';
import type { CaseRow, RecordRow } from '../../store/rows.ts';

type Holder = { row: RecordRow; use: FormUse; eraser: Eraser; cases: CaseRow[] };

/**
 * Takes the personal data of a record's subject out of the record, of what refers to it, and of everything that was kept about
 * them: histories, messages, drafts, remembered answers, files. Refused while a case about one of these records goes on. Where
 * the tenant wants two administrators and one of the records is approved and frozen, the first one's request waits for a second.
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
  const releases = await allReleases(deps, tenant);
  const done = await deps.store.transaction(tenant, async (tx) => {
    const holders = await holdersOf(scene, tx, releases, input);
    const at = scene.around.now;
    const awaits = await awaitingSecond(scene, tx, holders, reason);
    if (awaits) return { answer: awaits, files: [] };
    let links = 0;
    let files: string[] = [];
    for (const holder of holders) {
      const { use, eraser, cases } = holder;
      const { row } = holder;
      const data = eraser.erase(row.data);
      const erased = { at, by: person };
      const changed = { ...withoutFormer(row, eraser), data, erased, updatedAt: at, updatedBy: person };
      const next = describe(changed, use.form, use.loaded, scene.around);
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
        const cleared = await eraseLinks(tx, about, of, eraser, at);
        links += cleared.length;
        if (cleared.length === 0 && about === 'case') continue;
        const body = { fields: eraser.names, links: cleared } as unknown as JsonObject;
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
      ...(holders[0]?.row.erasing && { proposedBy: holders[0].row.erasing.by }),
    });
    await deps.remember?.(tx, { status: 200, body: answer });
    return { answer, files };
  });
  for (const file of done.files) await deps.files.remove(file);
  return done.answer;
}

/** The subject's own record first, then those that carry copies of its personal data. */
async function holdersOf(scene: Scene, tx: TenantStore, releases: LoadedPack[], input: RecordId): Promise<Holder[]> {
  const { row, use, about } = await readableRecord(scene, tx, input);
  const { actor } = scene.caller;
  if (!mayTouch(actor, 'update', use.form.access, row, environmentOf(scene.around)))
    throw forbidden('update', 'record');
  const eraser = ownEraser(releases, row.form);
  if (eraser.names.length === 0) throw invalidAt('personal/none', '', { form: use.form.title });
  const access = fieldsOn(readerOf(scene), { use, row, about });
  const closed = eraser.names.filter((path) => own(use.form.fields, path.split('.')[0] ?? '') && !isOpen(access, path));
  if (closed.length > 0) throw invalidAt('personal/not-seen', '', { fields: seenTitles(use.form, access, closed) });
  const holders: Holder[] = [{ row, use, eraser, cases: await closedCases(tx, row) }];
  for (const { rows, eraser: copies } of await copiesAmong(tx, releases, row, eraser.names))
    for (const copy of rows)
      holders.push({
        row: copy,
        use: await formOfRecord(scene.deps, copy),
        eraser: copies,
        cases: await closedCases(tx, copy),
      });
  return holders;
}

// Names of fields that the caller may not even know are not told.
function seenTitles({ fields, title }: Form, access: Access, closed: string[]): Text[] {
  const names = closed.map((path) => path.split('.')[0] ?? '').filter((name) => isSeen(name, access));
  return names.length > 0 ? [...new Set(names)].map((name) => own(fields, name)?.title ?? name) : [title];
}

/** What the first administrator is answered: the request is kept until a second one asks for the same. */
async function awaitingSecond(
  { deps, caller, around }: Scene,
  tx: TenantStore,
  holders: Holder[],
  reason: string,
): Promise<PersonalErased | undefined> {
  const [subject] = holders;
  const { settings } = await settingsOf(tx);
  const isFrozen = holders.some(({ use, row }) => !isEditable(use.form, row));
  if (!subject || settings.people !== 'four-eyes' || !isFrozen) return undefined;
  const { row, eraser } = subject;
  const { id: by } = caller.actor;
  if (row.erasing && row.erasing.by !== by) return undefined;
  if (row.erasing) throw invalidAt('personal/second-person', '');
  const at = around.now;
  await tx.records(row.form).update({ id: row.id }, { erasing: { at, by, reason } });
  await appendAudit(deps, tx, byCaller(caller), 'personal-erasing', { form: row.form, record: row.id, reason });
  const answer = { fields: eraser.names, records: 0, links: 0, files: 0, awaits: { at, by: personRef(around, by) } };
  await deps.remember?.(tx, { status: 202, body: answer });
  return answer;
}

// What earlier releases of the form asked for stays readable, without what was personal.
function withoutFormer({ former, erasing: _done, ...row }: RecordRow, eraser: Eraser): RecordRow {
  const left = (former ?? [])
    .map((each) => ({ ...each, data: eraser.erase(each.data) }))
    .filter(({ data }) => Object.keys(data).length > 0);
  return { ...row, ...(left.length > 0 && { former: left }) };
}

async function closedCases(tx: TenantStore, { form, id }: RecordRow): Promise<CaseRow[]> {
  const cases = await tx.cases.find({ filter: { form, record: id }, sort: ['id'] });
  const open = cases.find(({ status }) => status === 'running' || status === 'suspended' || status === 'failed');
  if (open) throw refusedNow('personal/in-case', { no: open.no });
  return cases;
}
