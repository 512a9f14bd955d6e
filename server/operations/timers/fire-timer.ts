import { fire } from '../../../engine/index.ts';
import type { Deps } from '../../deps.ts';
import { loadSubject, workflowContext } from '../../domain/cases/case-subject.ts';
import { expectAdvance } from '../../domain/cases/refuse-advance.ts';
import { tell } from '../../domain/cases/tell.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import type { TimerRow } from '../../store/rows.ts';
import { applyAdvance } from '../cases/apply-advance.ts';

/**
 * Sends a due timer's event to its case. The row and the case change together, and the case knows which timers it waits for:
 * however often this is called, the event is taken once. Rejects where it must be tried again.
 */
export async function fireTimer(deps: Deps, timer: TimerRow): Promise<void> {
  const { tenant } = timer;
  const around = await loadSurroundings(deps, tenant);
  const told = await deps.store.transaction(tenant, async (tx) => {
    const stored = await tx.timers.get(timer.id);
    if (stored?.status !== 'waiting') return [];
    const subject = await loadSubject(deps, tx, timer.case);
    const { state } = subject.row;
    // The step was left, or the case ended, without this row hearing of it: nothing is due any more.
    if (!Object.hasOwn(state.timers, timer.timer)) {
      await tx.timers.update({ id: timer.id }, { status: 'cancelled' }, ['leaseUntil']);
      return [];
    }
    await tx.timers.update({ id: timer.id }, { status: 'fired' }, ['leaseUntil']);
    const fired = fire(
      subject.workflow,
      state,
      { timer: timer.timer, at: around.now },
      workflowContext(subject, around),
    );
    return (await applyAdvance(deps, tx, around, subject, expectAdvance(fired))).told;
  });
  tell(deps, tenant, told);
}
