// Who may publish what: not the author alone where two are asked for, and no permission that the publisher does not have.
import { issue, type PackFiles, type Permission, parsePack, type Text } from '../../../engine/index.ts';
import { permissionsOf, rolesIn } from '../../auth/permissions.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { Fault, type FaultIssue, invalid } from '../../fault.ts';
import { needsSecond } from '../people/await-second.ts';
import { settingsOf } from '../settings/tenant-settings.ts';

/** Throws where the tenant wants a second person, and the caller is one of the authors. */
export async function expectSecondPerson(tx: TenantStore, caller: Caller, authors: string[]): Promise<void> {
  if ((await settingsOf(tx)).settings.publish !== 'four-eyes' || !authors.includes(caller.actor.id)) return;
  throw new Fault('forbidden', issue('server/publish-four-eyes', ''));
}

/**
 * Throws where roles of the files get a permission that they do not have now and the caller does not have either. A role that
 * people hold gives it to them at once, as if each got another role: that is for administrators of people, and for two of them
 * where `people: four-eyes` holds and the caller is the only author.
 */
export async function expectNoMorePermissions(
  deps: Deps,
  caller: Caller,
  files: PackFiles,
  authors: readonly string[],
): Promise<void> {
  const { tenant } = caller.actor;
  const current = await deps.packs.current(tenant);
  const own = await permissionsOf(deps, caller.actor);
  const before = new Map(rolesIn(current, false).map(({ key, permissions }) => [key, permissions]));
  const { partial } = parsePack(
    files,
    current.map(({ pack }) => pack),
  );
  const gained = Object.entries(partial.roles).flatMap(([role, { title, permissions }]) =>
    permissions.filter((each) => !before.get(role)?.includes(each)).map((permission) => ({ role, title, permission })),
  );
  if (gained.length === 0) return;
  const alone = authors.every((author) => author === caller.actor.id);
  const { held, two } = await deps.store.transaction(tenant, async (tx) => ({
    held: new Set(
      (await tx.people.find({ filter: {}, sort: ['id'], fields: ['id', 'roles'] })).flatMap((each) => each.roles),
    ),
    two: await needsSecond(deps, tx),
  }));
  const refusal = ({ role, permission }: Gained): GrantCode | undefined => {
    if (!own.includes(permission)) return 'server/permission-beyond-own';
    if (!held.has(role)) return undefined;
    if (!own.includes('people')) return 'server/permission-to-holders';
    return two && alone ? 'server/permission-four-eyes' : undefined;
  };
  const issues = gained.flatMap((each) => {
    const code = refusal(each);
    return code ? [placed(files, code, each)] : [];
  });
  if (issues.length > 0) throw invalid(issues);
}

type Gained = { role: string; title: Text; permission: Permission };
type GrantCode = 'server/permission-beyond-own' | 'server/permission-to-holders' | 'server/permission-four-eyes';

function placed(files: PackFiles, code: GrantCode, { role, title, permission }: Gained): FaultIssue {
  const found = issue(code, `/roles/${role}/permissions`, { role: title, permission });
  const definition = files.definitions.find(
    ({ kind, json }) => kind === 'roles' && Object.hasOwn((json.roles ?? {}) as object, role),
  );
  return { ...found, kind: 'roles', key: definition?.key ?? role };
}
