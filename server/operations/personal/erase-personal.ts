import {
  canonicalJson,
  type Form,
  issue,
  type JsonObject,
  type LocalIssue,
  mayTouch,
  own,
  type PersonalErased,
  type Text,
  toLocalIssue,
} from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps, LoadedPack, TenantStore } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { appendLink } from '../../domain/history/append-link.ts';
import { personRef } from '../../domain/history/history-item.ts';
import { needsSecond } from '../../domain/people/await-second.ts';
import { eraseLinks } from '../../domain/personal/erase-history.ts';
import { forgetCopies } from '../../domain/personal/forget-copies.ts';
import { copiesAmong, type Eraser, ownEraser } from '../../domain/personal/personal-data.ts';
import { allReleases } from '../../domain/personal/personal-places.ts';
import { type Traced, tracedCopies } from '../../domain/personal/traced-copies.ts';
import { describe } from '../../domain/records/describe.ts';
import { type Access, fieldsOn, readerOf } from '../../domain/records/field-rights.ts';
import { type FormUse, formOfRecord, type Scene } from '../../domain/records/form-use.ts';
import { isOpen, isSeen } from '../../domain/records/open-fields.ts';
import { type RecordId, readableRecord } from '../../domain/records/readable-record.ts';
import { isEditable } from '../../domain/records/record-view.ts';
import { environmentOf, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { forbidden, invalidAt, refusedNow } from '../../fault.ts';
import type { CaseRow, RecordRow } from '../../store/rows.ts';

type Holder = { row: RecordRow; use: FormUse; eraser: Eraser; cases: CaseRow[] };
/** Of a deleted record only the history is left. */
type Left = Pick<Traced, 'form' | 'id' | 'eraser'>;

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
    const { holders, left } = await holdersOf(scene, tx, releases, input);
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
      // A record that only its history connects with the subject stays as it is.
      const isChanged = holder === holders[0] || canonicalJson(data) !== canonicalJson(row.data);
      if (isChanged) await tx.records(row.form).save(next, { ifRevision: row.revision });
      if (isChanged && cases.length > 0) {
        await tx.cases.update({ record: row.id }, { title: next.title });
        await tx.tasks.update({ record: row.id }, { caseTitle: next.title });
      }
      links += await eraseChains(scene, tx, { form: row.form, id: row.id, eraser }, cases);
      files = [...files, ...(await forgetCopies(tx, row, data, cases))];
    }
    for (const each of left) links += await eraseChains(scene, tx, each, []);
    const unreached = hashesLeft(caller, holders);
    const answer = {
      fields: holders[0]?.eraser.names ?? [],
      records: holders.length,
      links,
      files: files.length,
      ...(unreached.length > 0 && { unreached }),
    };
    await appendAudit(deps, tx, byCaller(caller), 'personal-erased', {
      form: input.form,
      record: input.id,
      reason,
      fields: answer.fields,
      records: answer.records,
      links,
      files: answer.files,
      ...(holders[0]?.row.erasing && { proposedBy: holders[0].row.erasing.by }),
    });
    await deps.remember?.(tx, { status: 200, body: answer });
    return { answer, files };
  });
  for (const file of done.files) await deps.files.remove(file);
  return done.answer;
}

/** The subject's own record first, then those that carry copies of its personal data. */
async function holdersOf(
  scene: Scene,
  tx: TenantStore,
  releases: LoadedPack[],
  input: RecordId,
): Promise<{ holders: Holder[]; left: Left[] }> {
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
  const left: Left[] = [];
  const [subject] = holders;
  for (const { row: copy, ...traced } of subject ? await tracedCopies(tx, releases, subject) : []) {
    if (holders.some((holder) => holder.row.id === traced.id)) continue;
    const { eraser } = traced;
    if (!copy) left.push(traced);
    else
      holders.push({
        row: copy,
        use: await formOfRecord(scene.deps, copy),
        eraser,
        cases: await closedCases(tx, copy),
      });
  }
  return { holders, left };
}

/** Takes the values out of a record's chain and those of its cases. Answers how many links. */
async function eraseChains(
  { deps, caller, around: { now: at } }: Scene,
  tx: TenantStore,
  { form, id, eraser }: Left,
  cases: CaseRow[],
): Promise<number> {
  let links = 0;
  const chains = [
    { about: 'record' as const, of: id },
    ...cases.map((each) => ({ about: 'case' as const, of: each.id })),
  ];
  for (const { about, of } of chains) {
    const cleared = await eraseLinks(tx, about, of, eraser, at);
    links += cleared.length;
    if (cleared.length === 0 && about === 'case') continue;
    const body = { fields: eraser.names, links: cleared } as unknown as JsonObject;
    const actor = caller.actor.id;
    const chain = await appendLink(deps, tx, about, of, { kind: 'erased', at, actor, form, body });
    if (about === 'case') await tx.cases.update({ id: of }, { chain });
  }
  return links;
}

// What was approved is proved by a hash of the data as it was then: it stays, and is told of.
function hashesLeft({ locale }: Caller, holders: Holder[]): LocalIssue[] {
  const numbers = holders.flatMap(({ cases }) => cases.map(({ no }) => no));
  return numbers.length > 0 ? [toLocalIssue(issue('personal/hashes-stay', '', { cases: numbers }), locale)] : [];
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
  const isFrozen = holders.some(({ use, row }) => !isEditable(use.form, row));
  if (!subject || !isFrozen || !(await needsSecond(deps, tx))) return undefined;
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
