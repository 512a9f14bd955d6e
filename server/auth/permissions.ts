import type { Actor, Permission, Text } from '../../engine/index.ts';
import type { Deps, LoadedPack } from '../deps.ts';

/** The role that a new installation begins with, before any pack has brought roles of its own. */
export const ADMINISTRATOR = 'administrator';
const administrator: { title: Text; permissions: Permission[] } = {
  title: { en: 'Administrator of the installation', 'zh-CN': '平台管理员' },
  permissions: ['people', 'operations', 'studio', 'publish', 'audit'],
};

export type KnownRole = { key: string; title: Text; description?: Text; permissions: Permission[] };

/** The roles of all current packs, and the platform's own where the tenant was set up with it. */
export async function rolesOf(deps: Deps, tenant: string): Promise<KnownRole[]> {
  return rolesIn(await deps.packs.current(tenant), deps.config.mode === 'production');
}

export function rolesIn(packs: LoadedPack[], withOwn: boolean): KnownRole[] {
  const roles = new Map<string, KnownRole>();
  if (withOwn) roles.set(ADMINISTRATOR, { key: ADMINISTRATOR, ...administrator });
  for (const { pack } of packs) {
    for (const [key, role] of Object.entries(pack.roles)) {
      const same = roles.get(key);
      const permissions = [...new Set([...(same?.permissions ?? []), ...role.permissions])];
      roles.set(key, {
        key,
        title: same?.title ?? role.title,
        ...(role.description !== undefined && { description: role.description }),
        permissions,
      });
    }
  }
  return [...roles.values()];
}

/** True if one of the actor's roles may not be used with a password alone. */
export async function requiresSecondFactor(
  deps: Deps,
  { tenant, roles }: Pick<Actor, 'tenant' | 'roles'>,
): Promise<boolean> {
  const packs = await deps.packs.current(tenant);
  return packs.some(({ pack }) => roles.some((role) => pack.roles[role]?.mfa === 'required'));
}

/** What the actor's roles allow beside forms. */
export async function permissionsOf(deps: Deps, actor: Actor): Promise<Permission[]> {
  const roles = await rolesOf(deps, actor.tenant);
  return [...new Set(roles.filter(({ key }) => actor.roles.includes(key)).flatMap(({ permissions }) => permissions))];
}
