import { own } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import type { CaseState } from './case-state.ts';
import type { Outcome, Workflow } from './workflow.ts';

type Standing = { title: Text; outcome?: Outcome };

/** Ends that no chart draws: the initiator took the request back, or an administrator ended the case. */
const endsOutside: { [status: string]: Standing } = {
  withdrawn: { title: { en: 'Withdrawn', 'zh-CN': '已撤回' }, outcome: 'cancelled' },
  cancelled: { title: { en: 'Cancelled', 'zh-CN': '已终止' }, outcome: 'cancelled' },
};

/** Every status that a record of the workflow may have, by the words of its chart. */
export function recordStatuses(workflow: Pick<Workflow, 'states'>): { [status: string]: Standing } {
  const leaves = Object.values(workflow.states).filter(({ kind }) => kind === 'atomic' || kind === 'final');
  const drawn = leaves.map(({ key, title, outcome }) => [key, { title, ...(outcome && { outcome }) }] as const);
  return { ...endsOutside, ...Object.fromEntries(drawn) };
}

/** Where a case stands, in the words of its chart; several in parallel. */
export function standingOf(
  workflow: Pick<Workflow, 'states'>,
  { recordStatus }: Pick<CaseState, 'recordStatus'>,
): Standing[] {
  const known = recordStatuses(workflow);
  return recordStatus.split('+').flatMap((key) => own(known, key) ?? []);
}
