import {
  type Chosen,
  type CreatedRecord,
  can,
  initialData,
  type JsonObject,
  pointer,
  type SentDraft,
} from '../../../engine/index.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { type Told, tell } from '../../domain/cases/tell.ts';
import { workflowOnCreate } from '../../domain/cases/workflow-on-create.ts';
import { alreadySent, findDraft } from '../../domain/drafts/find-draft.ts';
import { attachFiles } from '../../domain/records/attach-files.ts';
import { fieldsToCreate } from '../../domain/records/field-rights.ts';
import { currentForm, formContext } from '../../domain/records/form-use.ts';
import { newRecord, storeNewRecord } from '../../domain/records/new-record.ts';
import { onDuplicate } from '../../domain/records/on-duplicate.ts';
import { recordView } from '../../domain/records/record-view.ts';
import { giveSerials } from '../../domain/records/serials.ts';
import { writeRecord } from '../../domain/records/write-record.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { forbidden, invalid, invalidAt } from '../../fault.ts';
import type { CaseRow, RecordRow } from '../../store/rows.ts';
import { startCase } from '../cases/start-case.ts';

export type CreateInput = {
  form: string;
  data: JsonObject;
  /** The draft that this came from; it is forgotten. */
  draft?: string;
  /** The stored revision that the draft was begun on. */
  draftRevision?: number;
  /** People whom the initiator chooses for steps of the case. */
  chosen?: Chosen;
};

/** Stores a new record and, where the form's workflow begins so, starts its case: both or neither. */
export async function createRecord(deps: Deps, caller: Caller, input: CreateInput): Promise<CreatedRecord> {
  const { tenant, id: person, unit, roles } = caller.actor;
  const use = await currentForm(deps, tenant, input.form);
  const { form, loaded } = use;
  if (!can(caller.actor, 'create', form.access)) throw forbidden('create', 'record');
  const around = await loadSurroundings(deps, tenant);
  const scene = { deps, caller, around };
  const access = fieldsToCreate(form, caller.actor);
  const base = initialData(form, formContext(use, scene, { access }));
  const at = around.now;
  const id = deps.ids.next();
  const workflow = workflowOnCreate(loaded, form.key, roles);
  const [stray] = Object.keys(input.chosen ?? {});
  if (!workflow && stray !== undefined)
    throw invalidAt('workflow/unknown-step', `/chosen${pointer(stray)}`, { step: stray, hint: '' });
  const stored = await onDuplicate(
    () => form,
    () =>
      deps.store.transaction(tenant, async (tx) => {
        const sent = alreadySent(await draftOf(tx, person, input), input.draftRevision);
        if (sent) throw sent;
        const written = await writeRecord(scene, tx, use, input.data, { base, access });
        if (written.issues.some(({ severity }) => severity === 'error')) throw invalid(written.issues);
        const data = await giveSerials(tx, form, written.data, around, written.context);
        const row = newRecord(use, around, { id, tenant, owner: person, unit, at, data });
        await attachFiles(tx, written.files, row);
        const made = await store(row, tx);
        await closeDraft(tx, person, input, { record: id, ...(made.case !== undefined && { case: made.case }), at });
        const answer = {
          record: recordView(scene, use, made.record, made.about),
          ...(made.case !== undefined && { case: made.case }),
        };
        await deps.remember?.(tx, { status: 201, body: answer });
        if (made.case !== undefined) deps.reach?.('start/before-commit');
        return { answer, told: made.told };
      }),
  );
  if (stored.answer.case !== undefined) deps.reach?.('start/after-commit');
  tell(deps, tenant, stored.told);
  return stored.answer;

  async function store(row: RecordRow, tx: TenantStore): Promise<Made> {
    if (workflow) {
      const { subject, told } = await startCase(deps, tx, around, use, workflow, row, person, {
        recordIsNew: true,
        ...(input.chosen && { chosen: input.chosen }),
      });
      return { record: subject.record, about: subject.row, case: subject.row.id, told };
    }
    return { record: await storeNewRecord(deps, tx, row), about: undefined, told: [] };
  }
}

type Made = { record: RecordRow; about: CaseRow | undefined; case?: string; told: Told[] };

async function draftOf(tx: TenantStore, person: string, { form, draft }: CreateInput) {
  return draft === undefined ? undefined : findDraft(tx, person, form, draft);
}

/** Empties the draft and keeps what it became, for other pages that still show it. */
async function closeDraft(tx: TenantStore, person: string, input: CreateInput, became: SentDraft): Promise<void> {
  const known = await draftOf(tx, person, input);
  if (!known) return;
  const revision = known.revision + 1;
  await tx.drafts.save(
    { ...known, data: {}, savedAt: became.at, sent: { ...became, revision } },
    { ifRevision: known.revision },
  );
}
