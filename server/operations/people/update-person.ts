import {
  canonicalJson,
  type Json,
  type JsonObject,
  type PersonChange,
  type PersonView,
} from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { attendLater } from '../../domain/people/attend-later.ts';
import { awaitingSecond, needsSecond } from '../../domain/people/await-second.ts';
import { checkPerson, expectOwnName } from '../../domain/people/check-person.ts';
import { expectOutOfReach } from '../../domain/people/expect-reach.ts';
import { expectWithin, grantIssues } from '../../domain/people/expect-within.ts';
import { organisationChanged } from '../../domain/people/organisation-changes.ts';
import { personView } from '../../domain/people/person-view.ts';
import { tellSessionsEnded } from '../../domain/session/tell-sessions-ended.ts';
import { conflict, invalid, invalidAt, notFound } from '../../fault.ts';
import type { OutboxRow, PersonRow } from '../../store/rows.ts';
import { attendTasks } from './attend-tasks.ts';

const facts = ['name', 'title', 'unit', 'roles', 'manager', 'email', 'active'] as const;

const mattersToTasks: readonly string[] = ['active', 'roles', 'unit'];

/**
 * Changes a person. Other roles, and deactivation, end their sessions; tasks without anybody left who may decide them become incidents.
 */
export async function updatePerson(
  deps: Deps,
  caller: Caller,
  id: string,
  change: PersonChange,
  revision: number,
): Promise<PersonView> {
  await requirePermission(deps, caller, 'people');
  const { view, left } = await deps.store.transaction<{ view: PersonView; left?: OutboxRow }>(
    caller.actor.tenant,
    async (tx) => {
      const before = await tx.people.get(id);
      if (!before) throw notFound('person', id);
      const now = deps.clock.now();
      if (before.revision !== revision) throw conflict('person', revision, before.revision, personView(before, now));
      const after = applied(before, change);
      const changed = facts.filter((fact) => differs(before[fact], after[fact]));
      if (changed.length === 0) return { view: personView(before, now) };
      await expectAllowed(deps, tx, caller, before, after, changed);
      await needsSecond(deps, tx);
      const saved = await tx.people.save(await awaiting(deps, tx, caller, before, after), { ifRevision: revision });
      if (!after.active || changed.includes('roles')) await tx.sessions.remove({ person: id });
      await organisationChanged(tx);
      await needsSecond(deps, tx);
      await audit(deps, tx, caller, before, saved, changed);
      const view = personView(saved, now);
      if (!changed.some((fact) => mattersToTasks.includes(fact))) return { view };
      const left = attendLater(deps, before);
      await tx.outbox.insert(left);
      return { view, left };
    },
  );
  tellSessionsEnded(deps, caller.actor.tenant, id);
  if (left) await attendNow(deps, left);
  return view;
}

/** Roles that are new to the person, and an account that is opened again, await a second administrator where the tenant says so. */
async function awaiting(
  deps: Deps,
  tx: TenantStore,
  caller: Caller,
  before: PersonRow,
  after: PersonRow,
): Promise<PersonRow> {
  let row = after;
  if (after.active && !before.active) row = await awaitingSecond(deps, tx, caller, row, 'activation');
  if (after.roles.some((role) => !before.roles.includes(role)))
    row = await awaitingSecond(deps, tx, caller, row, 'roles');
  return row;
}

/** What is not done now is done by a worker. */
async function attendNow(deps: Deps, left: OutboxRow): Promise<void> {
  try {
    await attendTasks(deps, left);
    await deps.store.tenant(left.tenant).outbox.update({ id: left.id }, { status: 'sent' });
  } catch (cause) {
    deps.log.warn({ outbox: left.id, reason: String(cause) }, 'tasks of a person are looked after later');
  }
}

function applied(before: PersonRow, change: PersonChange): PersonRow {
  const { manager, email, roles, ...rest } = change;
  const after: PersonRow = { ...before, ...defined(rest), ...(roles && { roles: [...new Set(roles)] }) };
  if (manager === null) delete after.manager;
  else if (manager !== undefined) after.manager = manager;
  if (email === null) delete after.email;
  else if (email !== undefined) after.email = email;
  return after;
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function differs(a: unknown, b: unknown): boolean {
  return canonicalJson((a ?? null) as Json) !== canonicalJson((b ?? null) as Json);
}

async function expectAllowed(
  deps: Deps,
  tx: TenantStore,
  caller: Caller,
  before: PersonRow,
  after: PersonRow,
  changed: string[],
): Promise<void> {
  const own = after.id === caller.actor.id;
  if (own && !after.active) throw invalidAt('server/own-rights', '/active');
  // A unit and a manager decide what a person reads and whose requests they approve.
  for (const fact of ['roles', 'unit', 'manager'] as const)
    if (own && changed.includes(fact)) throw invalidAt('server/own-rights', `/${fact}`);
  if (changed.includes('manager') && after.manager === caller.actor.id)
    throw invalidAt('server/own-rights', '/manager');
  // What the person had before may stay, even where a later release no longer knows it.
  const issues = (await checkPerson(deps, tx, after)).filter(({ path }) => changed.includes(path.split('/')[1] ?? ''));
  if (changed.includes('roles')) issues.push(...(await grantIssues(deps, caller, after.roles, before.roles)));
  // An account that is opened again may do at once what its roles say.
  if (changed.includes('active') && after.active) await expectWithin(deps, caller, after);
  if (issues.length > 0) throw invalid(issues);
  if (changed.includes('unit')) await expectOutOfReach(tx, caller, before.unit, after.unit);
  if (changed.includes('name')) await expectOwnName(tx, after);
}

async function audit(
  deps: Deps,
  tx: TenantStore,
  caller: Caller,
  before: PersonRow,
  after: PersonRow,
  changed: (typeof facts)[number][],
): Promise<void> {
  const { id: person, name, title } = after;
  const others = changed.filter((fact) => fact !== 'active');
  const by = byCaller(caller);
  if (changed.includes('active'))
    await appendAudit(deps, tx, by, after.active ? 'person-activated' : 'person-deactivated', { person, name, title });
  if (others.length === 0) return;
  const values = (row: PersonRow): JsonObject =>
    Object.fromEntries(others.map((fact) => [fact, (row[fact] ?? null) as Json]));
  await appendAudit(deps, tx, by, 'person-changed', {
    person,
    name,
    title,
    fields: others,
    before: values(before),
    after: values(after),
  });
}
