import { delayWords, own, type Page, type TimerItem } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import type { Subject } from '../../domain/cases/case-subject.ts';
import { stepTitle } from '../../domain/cases/case-view.ts';
import { subjectsOf, titleFor } from '../../domain/cases/subjects.ts';
import { type Paging, pageAs, pageOf } from '../../domain/paging.ts';
import type { Scene } from '../../domain/records/form-use.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import type { TimerRow } from '../../store/rows.ts';

export type TimerQuery = Paging & { status?: TimerItem['status']; case?: string };

/** What is due next, first. */
export async function listTimers(deps: Deps, caller: Caller, query: TimerQuery): Promise<Page<TimerItem>> {
  await requirePermission(deps, caller, 'operations');
  const rows = deps.store.tenant(caller.actor.tenant);
  const filter = { status: query.status ?? 'waiting', ...(query.case !== undefined && { case: query.case }) };
  const page = await pageOf(rows.timers, { filter, sort: ['fireAt', 'id'] }, query);
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, caller.actor.tenant) };
  const subjects = await subjectsOf(
    deps,
    rows,
    page.items.map((timer) => timer.case),
  );
  return pageAs(page, ({ id, no, step, event, fireAt, status, case: about }) => ({
    id,
    case: about,
    no,
    step,
    event,
    fireAt,
    status,
    ...wordsOf(scene, { step, event }, subjects.get(about)),
  }));
}

type Words = Pick<TimerItem, 'title' | 'stepTitle' | 'delay'>;

/** What a timer is called by people; by its keys where the release of its case cannot be read any more. */
function wordsOf(scene: Scene, { step, event }: Pick<TimerRow, 'step' | 'event'>, subject: Subject | undefined): Words {
  if (!subject) return { title: '', stepTitle: step };
  const { workflow, form, loaded } = subject;
  const timer = workflow.timers.find((one) => one.event === event);
  const roleTitle = (role: string) => own(loaded.pack.roles, role)?.title ?? role;
  return {
    title: titleFor(scene, subject),
    stepTitle: stepTitle(workflow.steps, step),
    ...(timer && { delay: delayWords(timer.delay, { form, roleTitle }) }),
  };
}
