import { type Form, mayTouch, type RecordVerb, type RecordView, startable } from '../../../engine/index.ts';
import type { CaseRow, RecordRow } from '../../store/rows.ts';
import { personRef } from '../history/history-item.ts';
import { environmentOf } from '../surroundings/load-surroundings.ts';
import { fieldsOn, readerOf } from './field-rights.ts';
import type { FormUse, Scene } from './form-use.ts';
import { visibleWith } from './visible.ts';

/**
 * A record as the caller may see it, with what the caller may do to it now. Whether the caller may see it at all is asked
 * before; `about` is the case about it, as `caseAbout` finds it.
 */
export function recordView(scene: Scene, use: FormUse, row: RecordRow, about: CaseRow | undefined): RecordView {
  const { caller, around } = scene;
  const access = fieldsOn(readerOf(scene), { use, row, about });
  const { data, title } = visibleWith(access, use, row.data, around, caller.locale);
  const { erasing } = row;
  return {
    ...viewOf(row, data, title, verbsOn(scene, use, row)),
    ...(erasing && { erasing: { at: erasing.at, by: personRef(around, erasing.by) } }),
  };
}

export function viewOf(row: RecordRow, data: RecordView['data'], title: string, allowed: RecordVerb[]): RecordView {
  const { id, form, release, revision, status, owner, unit, createdAt, createdBy, updatedAt, updatedBy } = row;
  return {
    id,
    form,
    release,
    revision,
    status,
    owner,
    unit,
    title,
    data,
    createdAt,
    createdBy,
    updatedAt,
    updatedBy,
    ...(row.case !== undefined && { case: row.case }),
    ...(row.erased && { erased: { at: row.erased.at } }),
    allowed,
  };
}

/** A record under approval changes through its tasks; one that was turned down may be mended and sent again. */
export function isFree({ caseStatus }: Pick<RecordRow, 'caseStatus'>): boolean {
  return caseStatus === undefined || caseStatus === 'rejected' || caseStatus === 'cancelled';
}

/** Whether people may change the record: while no case decides about it, and afterwards as its form says. */
export function isEditable(
  { afterApproval }: Pick<Form, 'afterApproval'>,
  row: Pick<RecordRow, 'caseStatus'>,
): boolean {
  return isFree(row) || (row.caseStatus === 'approved' && afterApproval === 'editable');
}

function verbsOn({ caller, around }: Scene, { form, loaded }: FormUse, row: RecordRow): RecordVerb[] {
  if (!isEditable(form, row)) return [];
  const { actor } = caller;
  const env = environmentOf(around);
  const verbs: RecordVerb[] = [];
  const mayUpdate = mayTouch(actor, 'update', form.access, row, env);
  if (mayUpdate) verbs.push('update');
  if (row.case === undefined && mayTouch(actor, 'delete', form.access, row, env)) verbs.push('delete');
  const begins = Object.values(loaded.pack.workflows).some(
    (workflow) => workflow.form === form.key && startable(workflow, actor.roles),
  );
  if (begins && mayUpdate && isFree(row)) verbs.push('start');
  return verbs;
}
