import {
  can,
  type Form,
  initialData,
  type JsonObject,
  own,
  startable,
  type Workflow,
  type WorkflowContext,
} from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { forbidden, notFound } from '../../fault.ts';
import { fieldsToCreate } from '../records/field-rights.ts';
import { type FormUse, formContext, type Scene } from '../records/form-use.ts';
import { writeRecord } from '../records/write-record.ts';
import { environmentOf, loadSurroundings } from '../surroundings/load-surroundings.ts';

/** A workflow that the caller may begin, in its current release. Throws `not-found` or `forbidden`. */
export async function startableWorkflow(
  deps: Deps,
  caller: Caller,
  key: string,
): Promise<{ scene: Scene; use: FormUse; workflow: Workflow }> {
  const { tenant, roles } = caller.actor;
  const loaded = await deps.packs.withWorkflow(tenant, key);
  const workflow = own(loaded.pack.workflows, key);
  const form = workflow && own(loaded.pack.forms, workflow.form);
  if (!workflow || !form) throw notFound('workflow', key);
  if (!startable(workflow, roles) || !can(caller.actor, 'create', form.access)) throw forbidden('start', 'workflow');
  return { scene: { deps, caller, around: await loadSurroundings(deps, tenant) }, use: { loaded, form }, workflow };
}

/** What a new record would hold. What is wrong with the data is the form's business: only what is right with it counts here. */
export async function proposedData(scene: Scene, use: FormUse, data: JsonObject): Promise<JsonObject> {
  const access = fieldsToCreate(use.form, scene.caller.actor);
  const base = initialData(use.form, formContext(use, scene, { access }));
  const rows = scene.deps.store.tenant(scene.caller.actor.tenant);
  return (await writeRecord(scene, rows, use, data, { base, access, lenient: true })).data;
}

/** What the engine reads of a case that the caller would begin about a new record with these data. */
export function startContext(
  { caller, around }: Scene,
  form: Form,
  data: JsonObject,
): WorkflowContext & { initiator: string; at: string } {
  const { id, unit } = caller.actor;
  return {
    form,
    data,
    record: { id: '', owner: id, unit, createdAt: around.now, createdBy: id },
    env: environmentOf(around),
    organisation: around.organisation,
    initiator: id,
    at: around.now,
  };
}
