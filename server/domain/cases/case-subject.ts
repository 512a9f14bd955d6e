import { type Form, formAccess, own, type Workflow, type WorkflowContext } from '../../../engine/index.ts';
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

/** What commands read. `tools` are for those that may write data. */
export function workflowContext(
  { form, record, workflow }: Pick<Subject, 'form' | 'record' | 'workflow'>,
  around: Around,
  tools?: WorkflowContext['tools'],
): WorkflowContext {
  return {
    form,
    data: record.data,
    record: factsOf(record),
    env: environmentOf(around),
    organisation: around.organisation,
    sees: (person, step) => seesAny(form, workflow, step, around.organisation.person(person)?.roles ?? []),
    ...(tools && { tools }),
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
