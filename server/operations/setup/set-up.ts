import { isKey, issue } from '../../../engine/index.ts';
import { checkPassword } from '../../auth/password-policy.ts';
import { FIRST_ROLES } from '../../auth/permissions.ts';
import type { Deps } from '../../deps.ts';
import { appendAudit } from '../../domain/audit/append-audit.ts';
import { importFolder } from '../../domain/packs/import-folder.ts';
import { organisationChanged } from '../../domain/people/organisation-changes.ts';
import { setUpKey } from '../../domain/session/set-up-key.ts';
import { SETTINGS } from '../../domain/settings/tenant-settings.ts';
import { invalid, notFound } from '../../fault.ts';

export type SetUp = {
  token: string;
  tenant: string;
  organisation: string;
  name: string;
  title: string;
  password: string;
};

/** Makes the first tenant with its first administrator and the packs of the folder. Afterwards the link opens nothing. */
export async function setUp(deps: Deps, input: SetUp): Promise<{ tenant: string; name: string }> {
  const { tenant, organisation, name, title, password } = input;
  const usable = await deps.store.limits.read(setUpKey(input.token), deps.clock.now());
  if (!usable || (await deps.store.tenants()).length > 0) throw notFound('link', 'set-up');
  const issues = await checkPassword(password, { name, title, tenant, mayAdminister: true }, '/password');
  if (!isKey(tenant)) issues.push(issue('definition/name', '/tenant', { name: tenant }));
  if (issues.length > 0) throw invalid(issues);
  // Taken before anything that waits: of several at once, one gets in.
  if (!(await deps.store.limits.clear(setUpKey(input.token)))) throw notFound('link', 'set-up');
  const passwordHash = await deps.passwords.hash(password);
  const person = deps.ids.next();
  await deps.store.transaction(tenant, async (tx) => {
    await tx.units.insert({ id: 'head', kind: 'group', title: organisation, head: person, revision: 1 });
    await tx.people.insert({
      id: person,
      name,
      title,
      unit: 'head',
      roles: FIRST_ROLES,
      active: true,
      passwordHash,
      mustChangePassword: false,
      failedSignIns: 0,
      revision: 1,
    });
    await organisationChanged(tx);
    const values = { publish: 'alone', people: 'four-eyes' } as const;
    await tx.settings.insert({
      id: SETTINGS,
      values,
      untilSecond: true,
      revision: 1,
      changedBy: person,
      changedAt: deps.clock.now(),
    });
    await appendAudit(deps, tx, { actor: person }, 'tenant-set-up');
  });
  await importFolder(deps, tenant);
  return { tenant, name };
}
