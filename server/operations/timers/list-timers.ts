import { delayWords, own, type Page, type TimerItem } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { definitionsOf } from '../../domain/cases/case-subject.ts';
import { stepTitle } from '../../domain/cases/case-view.ts';
import { type Paging, pageAs, pageOf } from '../../domain/paging.ts';
import { Fault } from '../../fault.ts';
import type { CaseRow, TimerRow } from '../../store/rows.ts';

export type TimerQuery = Paging & { status?: TimerItem['status']; case?: string };

/** What is due next, first. */
export async function listTimers(deps: Deps, caller: Caller, query: TimerQuery): Promise<Page<TimerItem>> {
  await requirePermission(deps, caller, 'operations');
  const rows = deps.store.tenant(caller.actor.tenant);
  const filter = { status: query.status ?? 'waiting', ...(query.case !== undefined && { case: query.case }) };
  const page = await pageOf(rows.timers, { filter, sort: ['fireAt', 'id'] }, query);
  const ids = [...new Set(page.items.map((timer) => timer.case))];
  const cases = new Map((await rows.cases.find({ filter: { id: { $in: ids } } })).map((row) => [row.id, row]));
  const words = new Map<string, Words>();
  for (const timer of page.items) words.set(timer.id, await wordsOf(deps, timer, cases.get(timer.case)));
  return pageAs(page, ({ id, no, step, event, fireAt, status, case: about }) => ({
    id,
    case: about,
    no,
    step,
    event,
    fireAt,
    status,
    ...(words.get(id) as Words),
  }));
}

type Words = Pick<TimerItem, 'title' | 'stepTitle' | 'delay'>;

/** What a timer is called by people; by its keys where the release of its case cannot be read any more. */
async function wordsOf(deps: Deps, { step, event }: TimerRow, row: CaseRow | undefined): Promise<Words> {
  const keys = { title: row?.title ?? '', stepTitle: step };
  if (!row) return keys;
  try {
    const { workflow, form, loaded } = await definitionsOf(deps, row);
    const timer = workflow.timers.find((one) => one.event === event);
    const roleTitle = (role: string) => own(loaded.pack.roles, role)?.title ?? role;
    return {
      title: row.title,
      stepTitle: stepTitle(workflow.steps, step),
      ...(timer && { delay: delayWords(timer.delay, { form, roleTitle }) }),
    };
  } catch (cause) {
    if (cause instanceof Fault) return keys;
    throw cause;
  }
}
