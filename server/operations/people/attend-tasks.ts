import { attend } from '../../../engine/index.ts';
import type { Deps } from '../../deps.ts';
import { loadSubject, workflowContext } from '../../domain/cases/case-subject.ts';
import { expectAdvance } from '../../domain/cases/refuse-advance.ts';
import { tell } from '../../domain/cases/tell.ts';
import { type Around, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import type { OutboxRow, PersonRow } from '../../store/rows.ts';
import { applyAdvance } from '../cases/advance-case.ts';

/** How long the request itself has to look after the tasks before a worker does. */
const WORKER_AFTER_MS = 30_000;

/** What is still to be done after a person has changed: kept with the change, so that a stop in between loses nothing. */
export function attendLater(deps: Deps, before: PersonRow): OutboxRow {
  const now = deps.clock.now();
  return {
    id: `attend:${deps.ids.next()}`,
    tenant: before.tenant,
    type: 'attend',
    params: { person: before.id, roles: before.roles },
    createdAt: now,
    dueAt: new Date(Date.parse(now) + WORKER_AFTER_MS).toISOString(),
    attempts: 0,
    status: 'waiting',
  };
}

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
