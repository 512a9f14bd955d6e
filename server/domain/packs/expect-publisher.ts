// Who may publish what: not the author alone where two are asked for, and no permission that the publisher does not have.
import { issue, type PackFiles, type Permission, parsePack, type Text } from '../../../engine/index.ts';
import { permissionsOf, rolesIn } from '../../auth/permissions.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { Fault, type FaultIssue, invalid } from '../../fault.ts';
import { settingsOf } from '../settings/tenant-settings.ts';

/** Throws where the tenant wants a second person, and the caller is one of the authors. */
export async function expectSecondPerson(tx: TenantStore, caller: Caller, authors: string[]): Promise<void> {
  if ((await settingsOf(tx)).settings.publish !== 'four-eyes' || !authors.includes(caller.actor.id)) return;
  throw new Fault('forbidden', issue('server/publish-four-eyes', ''));
}

/** Throws where roles of the files get a permission that they do not have now and the caller does not have either. */
export async function expectNoMorePermissions(deps: Deps, caller: Caller, files: PackFiles): Promise<void> {
  const { tenant } = caller.actor;
  const current = await deps.packs.current(tenant);
  const own = await permissionsOf(deps, caller.actor);
  const before = new Map(rolesIn(current, false).map(({ key, permissions }) => [key, permissions]));
  const { partial } = parsePack(
    files,
    current.map(({ pack }) => pack),
  );
  const issues = Object.entries(partial.roles).flatMap(([role, { title, permissions }]) =>
    permissions
      .filter((each) => !own.includes(each) && !before.get(role)?.includes(each))
      .map((permission) => beyond(files, role, title, permission)),
  );
  if (issues.length > 0) throw invalid(issues);
}

function beyond(files: PackFiles, role: string, title: Text, permission: Permission): FaultIssue {
  const found = issue('server/permission-beyond-own', `/roles/${role}/permissions`, { role: title, permission });
  const definition = files.definitions.find(
    ({ kind, json }) => kind === 'roles' && Object.hasOwn((json.roles ?? {}) as object, role),
  );
  return { ...found, kind: 'roles', key: definition?.key ?? role };
}
