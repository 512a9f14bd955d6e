import {
  type CaseState,
  type Form,
  formAccess,
  type JsonObject,
  own,
  type Person,
  recordFacts,
  subjectOf,
  type Workflow,
  type WorkflowContext,
} from '../../../engine/index.ts';
import type { Deps, LoadedPack, TenantStore } from '../../deps.ts';
import { notFound } from '../../fault.ts';
import type { CaseRow, RecordRow } from '../../store/rows.ts';
import { formOfRecord } from '../records/form-use.ts';
import { type Around, environmentOf } from '../surroundings/load-surroundings.ts';

/** A case with its record and the definitions that it began with. */
export type Subject = { row: CaseRow; record: RecordRow; loaded: LoadedPack; workflow: Workflow; form: Form };

/** Reads a case; throws `not-found`. Who may see it is asked by who calls. */
export async function loadSubject(deps: Deps, rows: TenantStore, id: string): Promise<Subject> {
  const row = await rows.cases.get(id);
  if (!row) throw notFound('case', id);
  return subjectOfRow(deps, rows, row);
}

export async function subjectOfRow(deps: Deps, rows: TenantStore, row: CaseRow): Promise<Subject> {
  const [record, definitions] = await Promise.all([rows.records(row.form).get(row.record), definitionsOf(deps, row)]);
  if (!record) throw notFound('record', row.record);
  return { row, record, ...definitions };
}

/** The release that a case or task belongs to, with its workflow and form. */
export async function definitionsOf(
  deps: Deps,
  row: Pick<CaseRow, 'tenant' | 'pack' | 'release' | 'workflow' | 'form'>,
): Promise<Pick<Subject, 'loaded' | 'workflow' | 'form'>> {
  const { loaded, form } = await formOfRecord(deps, row);
  const workflow = own(loaded.pack.workflows, row.workflow);
  if (!workflow) throw notFound('workflow', row.workflow);
  return { loaded, workflow, form };
}

/** What commands read. `settle` belongs to decisions, which bring data. */
export function workflowContext(
  { form, record, workflow }: Pick<Subject, 'form' | 'record' | 'workflow'>,
  around: Around,
  settle?: WorkflowContext['settle'],
): WorkflowContext {
  return {
    form,
    data: record.data,
    record: factsOf(record),
    env: environmentOf(around),
    organisation: around.organisation,
    sees: (person, step) => seesAny(form, workflow, step, around.organisation.person(person)?.roles ?? []),
    ...(settle && { settle }),
  };
}

/** True where a person's roles and the step leave anything to see of what tells one request from another. */
function seesAny(form: Form, { summary, steps }: Workflow, step: string, roles: string[]): boolean {
  const access = formAccess(form, { roles });
  const shown = own(steps, step)?.fields ?? {};
  const names = summary.length > 0 ? summary.map((path) => path.split('.')[0] ?? '') : Object.keys(form.fields);
  return names.some((name) => shown[name] !== 'hidden' && (access[name] ?? 'hidden') !== 'hidden');
}

function factsOf({ id, status, owner, unit, createdAt, createdBy }: RecordRow): WorkflowContext['record'] {
  return { id, status, owner, unit, createdAt, createdBy };
}

/** What rules read beside the data while a case runs: who began it, the record around the data, the round. */
export function caseFacts(record: RecordRow, state: CaseState, around: Around): JsonObject {
  const initiator = around.organisation.person(state.initiator);
  return {
    record: recordFacts(record),
    case: { round: state.round },
    ...(initiator && { initiator: subjectOf(asActor(initiator, record.tenant)) }),
  };
}

function asActor({ id, name, title, unit, roles }: Person, tenant: string) {
  return { id, tenant, name, title, unit, roles };
}
