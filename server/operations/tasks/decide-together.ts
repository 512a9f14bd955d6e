import { type BatchDecisionInput, type BatchDecisionResult, messageOf, toLocalIssue } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { Fault } from '../../fault.ts';
import { decideTask } from './decide-task.ts';

/** Approves several tasks, each on its own: a refused one says why and keeps none of the others. */
export async function decideTogether(
  deps: Deps,
  caller: Caller,
  input: BatchDecisionInput,
): Promise<BatchDecisionResult> {
  // Several decisions are one request: none of them is its answer.
  const { remember: _remember, ...own } = deps;
  const items: BatchDecisionResult['items'] = [];
  for (const { task, seen } of input.tasks) {
    try {
      await decideTask(own, caller, task, {
        decision: input.decision,
        seen,
        ...(input.opinion !== undefined && { opinion: input.opinion }),
      });
      items.push({ task, ok: true });
    } catch (cause) {
      if (!(cause instanceof Fault)) throw cause;
      // Before the first change the whole request may be repeated; after it the answer must say which were made.
      if (cause.code === 'unavailable' && !items.some(({ ok }) => ok)) throw cause;
      const issues = cause.issues.map((found) => toLocalIssue(found, caller.locale));
      items.push({
        task,
        ok: false,
        problem: { code: cause.code, detail: messageOf(cause.about, caller.locale), issues },
      });
    }
  }
  return { items };
}
