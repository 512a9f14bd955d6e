import { type CaseStatus, type DecisionName, own, standingOf, type TaskItem } from '../../../engine/index.ts';
import type { TaskRow } from '../../store/rows.ts';
import type { Subject } from '../cases/case-subject.ts';
import { statusOf, stepTitle } from '../cases/case-view.ts';
import { personRef } from '../history/history-item.ts';
import { type Access, fieldsAtStep, readerOf } from '../records/field-rights.ts';
import type { Scene } from '../records/form-use.ts';
import { type Visible, visibleWith } from '../records/visible.ts';

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

/** The record as the caller may see it at a step: what their roles say, narrowed by what the step hides or masks. */
export function seenAtStep(scene: Reading, subject: Subject, step: string): Visible {
  const { caller, around } = scene;
  return visibleWith(accessAtStep(scene, subject, step), subject, subject.record.data, around, caller.locale);
}

/** Who reads, and when. */
type Reading = { caller: Pick<Scene['caller'], 'actor' | 'locale'>; around: Scene['around'] };

export function accessAtStep(
  scene: Pick<Reading, 'around'> & { caller: Pick<Reading['caller'], 'actor'> },
  subject: Subject,
  step: string,
): Access {
  const looked = { use: subject, row: subject.record, about: subject.row };
  return fieldsAtStep(readerOf(scene), looked, subject.workflow, step);
}

function summaryOf({ workflow, form }: Subject, seen: Visible): TaskItem['summary'] {
  return workflow.summary.flatMap((path) => {
    const field = own(form.fields, path.split('.')[0] ?? '');
    const text = seen.textOf(path);
    return field && text !== '' ? [{ field: path, title: field.title, text }] : [];
  });
}
