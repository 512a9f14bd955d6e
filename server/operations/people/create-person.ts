import type { IssuedPassword, PersonInput } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import { newPassword } from '../../auth/tokens.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { awaitingSecond, needsSecond } from '../../domain/people/await-second.ts';
import { checkPerson, expectOwnName } from '../../domain/people/check-person.ts';
import { grantIssues } from '../../domain/people/expect-within.ts';
import { organisationChanged } from '../../domain/people/organisation-changes.ts';
import { personView } from '../../domain/people/person-view.ts';
import { invalid, invalidAt } from '../../fault.ts';

/** Adds a person; the answered password is shown once and must be changed at the first sign-in. */
export async function createPerson(deps: Deps, caller: Caller, input: PersonInput): Promise<IssuedPassword> {
  await requirePermission(deps, caller, 'people');
  const { tenant } = caller.actor;
  const password = newPassword();
  const row = {
    id: deps.ids.next(),
    tenant,
    ...input,
    roles: [...new Set(input.roles)],
    active: true,
    passwordHash: await deps.passwords.hash(password),
    mustChangePassword: true,
    failedSignIns: 0,
    revision: 1,
  };
  const made = await deps.store.transaction(tenant, async (tx) => {
    const issues = [...(await checkPerson(deps, tx, row)), ...(await grantIssues(deps, caller, input.roles))];
    if (issues.length > 0) throw invalid(issues);
    if (row.manager === caller.actor.id) throw invalidAt('server/own-rights', '/manager');
    await expectOwnName(tx, row);
    const stored = await awaitingSecond(deps, tx, caller, row, 'account');
    await tx.people.insert(stored);
    await organisationChanged(tx);
    await needsSecond(deps, tx);
    const { id, name, title, unit, roles } = row;
    await appendAudit(deps, tx, byCaller(caller), 'person-created', { person: id, name, title, unit, roles });
    return stored;
  });
  return { person: personView(made, deps.clock.now()), password };
}
