import { type CaseView, type Chosen, type JsonObject, mayTouch, own } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { caseView } from '../../domain/cases/case-view.ts';
import { tell } from '../../domain/cases/tell.ts';
import { appendLink } from '../../domain/history/append-link.ts';
import { formOfRecord } from '../../domain/records/form-use.ts';
import { underNewest } from '../../domain/records/newest-form.ts';
import { readableRecord } from '../../domain/records/readable-record.ts';
import { changesBetween, movedBetween } from '../../domain/records/record-changes.ts';
import { isFree } from '../../domain/records/record-view.ts';
import { writeRecord } from '../../domain/records/write-record.ts';
import { environmentOf, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { forbidden, invalid, notFound, refusedNow } from '../../fault.ts';
import { startCase } from './start-case.ts';

export type StartInput = { workflow: string; record: string; chosen?: Chosen };

/** Begins a case about a record that is there already: one that was turned down, or was stored before the workflow was. */
export async function startAgain(deps: Deps, caller: Caller, input: StartInput): Promise<CaseView> {
  const { tenant, id: person } = caller.actor;
  const loaded = await deps.packs.withWorkflow(tenant, input.workflow);
  const workflow = own(loaded.pack.workflows, input.workflow);
  if (!workflow) throw notFound('workflow', input.workflow);
  const scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const { view, told } = await deps.store.transaction(tenant, async (tx) => {
    const { row, use } = await readableRecord(scene, tx, { form: workflow.form, id: input.record });
    if (!mayTouch(caller.actor, 'update', use.form.access, row, environmentOf(scene.around)))
      throw forbidden('start', 'case');
    if (!isFree(row)) {
      const about = await tx.cases.get(row.case ?? '');
      throw refusedNow(row.caseStatus === 'approved' ? 'record/approved' : 'case/already-running', {
        no: about?.no ?? '',
      });
    }
    // A new case begins under today's release, and so does its record.
    const { use: today, row: moved } = await underNewest(scene, row, use);
    const written = await writeRecord(scene, tx, today, {}, { before: moved.data });
    if (written.issues.some(({ severity }) => severity === 'error')) throw invalid(written.issues);
    const record = { ...moved, data: written.data };
    const changes = changesBetween(moved.data, record.data);
    const body = { changes, ...movedBetween(row, moved), release: record.release } as JsonObject;
    if (changes.length > 0 || body.moved !== undefined)
      await appendLink(deps, tx, 'record', row.id, {
        kind: 'changed',
        at: scene.around.now,
        actor: person,
        form: row.form,
        body,
      });
    const todays = await formOfRecord(deps, record);
    const { subject, told: heard } = await startCase(deps, tx, scene.around, todays, workflow, record, person, {
      ...(input.chosen && { chosen: input.chosen }),
    });
    const view = caseView(scene, subject, { takesPart: true, operates: false });
    await deps.remember?.(tx, { status: 201, body: view });
    return { view, told: heard };
  });
  tell(deps, tenant, told);
  return view;
}
