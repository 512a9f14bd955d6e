import {
  type CaseStatus,
  type DecisionName,
  type FieldAccess,
  narrowest,
  own,
  type StepAccess,
  standingOf,
  type TaskItem,
} from '../../../engine/index.ts';
import type { TaskRow } from '../../store/rows.ts';
import type { Subject } from '../cases/case-subject.ts';
import { statusOf, stepTitle } from '../cases/case-view.ts';
import { personRef } from '../history/history-item.ts';
import type { Scene } from '../records/form-use.ts';
import { accessOf, type Visible, visibleTo } from '../records/visible.ts';

/** A task as it stands in a list: what is to be done, about what, in the words of the caller's language and within their rights. */
export function taskItem(scene: Scene, subject: Subject, task: TaskRow): TaskItem {
  const { row } = subject;
  const seen = seenAtStep(scene, subject, task.step);
  return {
    id: task.id,
    case: task.case,
    no: task.no,
    workflow: task.workflow,
    step: task.step,
    title: stepTitle(subject.workflow.steps, task.step),
    caseTitle: seen.title,
    summary: summaryOf(subject, seen),
    status: task.status === 'waiting' ? 'open' : task.status,
    initiator: personRef(scene.around, task.initiator),
    ...(task.assignee !== undefined && { assignee: personRef(scene.around, task.assignee) }),
    ...(task.dueAt !== undefined && { dueAt: task.dueAt }),
    createdAt: task.createdAt,
    ...(task.endedAt !== undefined && { endedAt: task.endedAt }),
    ...(task.decision !== undefined && { decision: task.decision as DecisionName }),
    caseStatus: statusOf(row.state) satisfies CaseStatus,
    states: row.states,
    standing: standingOf(subject.workflow, row.state),
  };
}

/** Who reads, and when. */
type Reading = { caller: Pick<Scene['caller'], 'actor' | 'locale'>; around: Scene['around'] };

/** The record as the caller may see it at a step: what their roles say, narrowed by what the step hides or masks. */
export function seenAtStep({ caller, around }: Reading, subject: Subject, step: string): Visible {
  const access = stepNarrowed(subject, step, accessOf(subject.form, caller.actor));
  return visibleTo(subject, subject.record.data, caller.actor, around, caller.locale, access);
}

function stepNarrowed(
  { workflow }: Subject,
  step: string,
  access: { [field: string]: FieldAccess },
): { [field: string]: FieldAccess } | undefined {
  const narrowing = Object.entries(own(workflow.steps, step)?.fields ?? {}).filter(
    ([, each]) => each === 'hidden' || each === 'masked',
  );
  if (narrowing.length === 0) return undefined;
  const narrowed = { ...access };
  for (const [field, each] of narrowing) {
    const allowed = own(access, field);
    if (allowed !== undefined) narrowed[field] = narrowest(allowed, each as Extract<StepAccess, 'hidden' | 'masked'>);
  }
  return narrowed;
}

function summaryOf({ workflow, form }: Subject, seen: Visible): TaskItem['summary'] {
  return workflow.summary.flatMap((path) => {
    const field = own(form.fields, path.split('.')[0] ?? '');
    const text = seen.textOf(path);
    return field && text !== '' ? [{ field: path, title: field.title, text }] : [];
  });
}
