import type { Json, JsonObject } from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import type { CaseRow, RecordRow } from '../../store/rows.ts';

const PAGE = 500;

/**
 * Forgets what was kept of a record beside it: messages about it, drafts, remembered answers, and files that only what was erased
 * held. Answers the ids of these files, whose bytes go once the transaction is through.
 */
export async function forgetCopies(
  tx: TenantStore,
  row: RecordRow,
  data: JsonObject,
  cases: CaseRow[],
): Promise<string[]> {
  const caseIds = cases.map(({ id }) => id);
  const tasks = await tx.tasks.find({ filter: { record: row.id }, fields: ['id'] });
  const about = [row.id, ...caseIds, ...tasks.map(({ id }) => id)];
  await tx.notices.remove({ 'link.id': { $in: about } });
  if (caseIds.length > 0) {
    for (const { id } of await tx.outbox.find({ filter: { case: { $in: caseIds } }, fields: ['id'] }))
      await tx.outbox.remove({ id });
    for (const { id } of await tx.incidents.find({
      filter: { case: { $in: caseIds }, status: 'closed' },
      fields: ['id'],
    }))
      await tx.incidents.update({ id }, { params: {} });
  }
  const names = (value: Json | undefined) => {
    const text = JSON.stringify(value ?? null);
    return about.some((id) => text.includes(id));
  };
  for (const draft of await tx.drafts.find({ filter: {} }))
    if (names(draft.scope) || names(draft.data)) await tx.drafts.remove({ id: draft.id });
  await forgetAnswers(tx, names);
  return forgetFiles(tx, row, data);
}

// A request that is sent again is still known, but is answered without what it made.
async function forgetAnswers(tx: TenantStore, names: (value: Json | undefined) => boolean): Promise<void> {
  let after = '';
  for (;;) {
    const page = await tx.idempotency.find({ filter: { id: { $gt: after } }, sort: ['id'], limit: PAGE });
    for (const { id, body } of page) if (names(body)) await tx.idempotency.update({ id }, { body: { answer: null } });
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? '';
  }
}

async function forgetFiles(tx: TenantStore, row: RecordRow, data: JsonObject): Promise<string[]> {
  const [before, left] = [JSON.stringify(row.data), JSON.stringify(data)];
  const held = await tx.files.find({ filter: { 'attachedTo.record': row.id }, fields: ['id'] });
  const gone = held.map(({ id }) => id).filter((id) => before.includes(id) && !left.includes(id));
  if (gone.length > 0) await tx.files.remove({ id: { $in: gone } });
  return gone;
}
