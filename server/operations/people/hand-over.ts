import { type HandOverResult, messageOf, toLocalIssue } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { tasksOfPerson } from '../../domain/tasks/tasks-of-person.ts';
import { Fault } from '../../fault.ts';
import { administerCase } from '../cases/administer-case.ts';

/** Gives a person's open tasks to another, each on its own: those that the other may not decide stay, and say why. */
export async function handOver(
  deps: Deps,
  caller: Caller,
  id: string,
  { to, reason }: { to: string; reason: string },
): Promise<HandOverResult> {
  await requirePermission(deps, caller, 'operations');
  const { tenant } = caller.actor;
  const tasks = await tasksOfPerson(deps.store.tenant(tenant), id);
  const around = await loadSurroundings(deps, tenant);
  const items: HandOverResult['items'] = [];
  for (const task of tasks) {
    const item = { task: task.id, case: task.case, no: task.no };
    try {
      await administerCase(deps, caller, around, 'reassign', task.case, { task: task.id, to, reason });
      items.push({ ...item, ok: true });
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.code === 'unavailable') throw cause;
      const issues = cause.issues.map((found) => toLocalIssue(found, caller.locale));
      const problem = { code: cause.code, detail: messageOf(cause.about, caller.locale), issues };
      items.push({ ...item, ok: false, problem });
    }
  }
  return { items };
}
