import { attend } from '../../../engine/index.ts';
import type { Deps } from '../../deps.ts';
import { loadSubject, workflowContext } from '../../domain/cases/case-subject.ts';
import { expectAdvance } from '../../domain/cases/refuse-advance.ts';
import { tell } from '../../domain/cases/tell.ts';
import { type Around, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import type { OutboxRow } from '../../store/rows.ts';
import { applyAdvance } from '../cases/apply-advance.ts';

/** Opens an incident for each task that a person who has left, or lost a role, leaves without anyone to decide it. */
export async function attendTasks(deps: Deps, { tenant, params }: Pick<OutboxRow, 'tenant' | 'params'>): Promise<void> {
  const person = String(params.person);
  const roles = Array.isArray(params.roles) ? params.roles.map(String) : [];
  const around = await loadSurroundings(deps, tenant);
  const rows = deps.store.tenant(tenant);
  const pools = roles.flatMap((role) => [role, ...around.organisation.units().map(({ id }) => `${role}@${id}`)]);
  const open = { status: { $in: ['open', 'waiting'] } };
  const [own, shared] = await Promise.all([
    rows.tasks.find({ filter: { ...open, assignee: person } }),
    rows.tasks.find({ filter: { ...open, pool: { $in: pools } } }),
  ]);
  for (const id of new Set([...own, ...shared].map((task) => task.case)))
    await attendCase(deps, tenant, id, person, around);
}

async function attendCase(deps: Deps, tenant: string, id: string, person: string, around: Around): Promise<void> {
  const told = await deps.store.transaction(tenant, async (tx) => {
    const subject = await loadSubject(deps, tx, id);
    const { workflow, row } = subject;
    const found = attend(workflow, row.state, { at: around.now, person }, workflowContext(subject, around));
    return found ? (await applyAdvance(deps, tx, around, subject, expectAdvance(found))).told : [];
  });
  tell(deps, tenant, told);
}
