import { can, type Draft, issue, type JsonObject, mayTouch } from '../../../engine/index.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { dueEntry } from '../../domain/audit/audit-seldom.ts';
import { alreadySent, draftView, findDraft, isOpen, NEW } from '../../domain/drafts/find-draft.ts';
import { currentForm, type Scene } from '../../domain/records/form-use.ts';
import { readableRecord } from '../../domain/records/readable-record.ts';
import { environmentOf, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { isHolder } from '../../domain/tasks/visible-task.ts';
import { badRequest, conflict, forbidden } from '../../fault.ts';

export type SaveDraft = {
  form: string;
  scope: string;
  data: JsonObject /** Revision it was made on; 0 for a new one. Absent: whatever is there is replaced. */;
  revision?: number;
};

/** Drafts that one person may have at once; the oldest makes room for a new one. */
export const MOST_DRAFTS = 100;
/** As ids of records and tasks are: printable, and short. */
const SCOPE = /^[\x21-\x7e]{1,200}$/;

/**
 * Keeps what a person has typed so far, as it is: nothing is checked before it is submitted. One draft per person, form and
 * scope. A scope is `new`, a record that the person may change, or a task that was put before them.
 */
export async function saveDraft(deps: Deps, caller: Caller, input: SaveDraft): Promise<Draft> {
  const { form, scope, data } = input;
  const { id: person, tenant } = caller.actor;
  await expectScope(deps, caller, form, scope);
  const thing = `${form}/${scope}`;
  const due = await dueEntry(deps, caller, { action: 'draft-saved', thing, params: { form, scope } });
  const saved = await deps.store.transaction(tenant, async (tx) => {
    const known = await findDraft(tx, person, form, scope);
    const sent = alreadySent(known, input.revision);
    if (sent) throw sent;
    const current = known && isOpen(known) ? known : undefined;
    const found = current?.revision ?? 0;
    if (input.revision !== undefined && input.revision !== found) {
      throw conflict('draft', input.revision, found, current && draftView(current));
    }
    await due?.append(tx);
    const savedAt = deps.clock.now();
    if (known) return draftView(await tx.drafts.save({ ...known, data, savedAt }, { ifRevision: known.revision }));
    await makeRoom(tx, person);
    const row = { id: deps.ids.next(), tenant, person, form, scope, data, revision: 1, savedAt };
    await tx.drafts.insert(row);
    return draftView(row);
  });
  await due?.told();
  return saved;
}

async function expectScope(deps: Deps, caller: Caller, key: string, scope: string): Promise<void> {
  const { tenant } = caller.actor;
  if (!SCOPE.test(scope)) throw badRequest([issue('server/draft-scope', '/scope')]);
  if (scope === NEW) {
    const { form } = await currentForm(deps, tenant, key);
    if (!can(caller.actor, 'create', form.access)) throw forbidden('create', 'record');
    return;
  }
  const rows = deps.store.tenant(tenant);
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const task = await rows.tasks.get(scope);
  if (task && task.form === key && isHolder(scene, task)) return;
  const { row, use } = await readableRecord(scene, rows, { form: key, id: scope });
  if (!mayTouch(caller.actor, 'update', use.form.access, row, environmentOf(scene.around)))
    throw forbidden('update', 'record');
}

async function makeRoom(tx: TenantStore, person: string): Promise<void> {
  const kept = await tx.drafts.find({ filter: { person }, sort: ['-savedAt', '-id'], fields: ['id'] });
  const old = kept.slice(MOST_DRAFTS - 1).map(({ id }) => id);
  if (old.length > 0) await tx.drafts.remove({ id: { $in: old } });
}
