import type { Actor, Permission, Text } from '../../engine/index.ts';
import type { Deps, LoadedPack } from '../deps.ts';

type OwnRole = { title: Text; description: Text; permissions: Permission[] };

/**
 * The platform's own roles, each with one duty. The first person of an installation has all of them, gives each to another
 * person, and is then relieved of them: the people who grant, run, build, publish and watch are different ones.
 */
const ownRoles: { [key: string]: OwnRole } = {
  'people-administrator': {
    title: { en: 'Administrator of people', 'zh-CN': '人员与权限管理员' },
    description: { en: 'Adds people and gives roles', 'zh-CN': '新增人员、分配角色' },
    permissions: ['people'],
  },
  'operations-administrator': {
    title: { en: 'Administrator of operations', 'zh-CN': '运行管理员' },
    description: { en: 'Looks after running cases and settings', 'zh-CN': '管理运行中的流程与系统设置' },
    permissions: ['operations'],
  },
  'security-auditor': {
    title: { en: 'Security auditor', 'zh-CN': '安全审计员' },
    description: { en: 'Reads what was done', 'zh-CN': '查看审计记录' },
    permissions: ['audit'],
  },
  builder: {
    title: { en: 'Builder', 'zh-CN': '应用设计员' },
    description: { en: 'Builds forms, workflows and dashboards', 'zh-CN': '设计表单、流程与看板' },
    permissions: ['studio'],
  },
  publisher: {
    title: { en: 'Publisher', 'zh-CN': '应用发布员' },
    description: { en: 'Publishes what others have built', 'zh-CN': '发布他人设计的应用' },
    permissions: ['publish'],
  },
};

/** What the first person of an installation has. */
export const FIRST_ROLES = Object.keys(ownRoles);

/** The one role of earlier installations. Its holders keep it; it is the five duties in one. */
const ADMINISTRATOR = 'administrator';
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
  if (withOwn) {
    for (const [key, role] of Object.entries(ownRoles)) roles.set(key, { key, ...role });
    roles.set(ADMINISTRATOR, { key: ADMINISTRATOR, ...administrator });
  }
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

/** Whether some of the permissions are over other people's rights and work: more is asked of such a person's password. */
export function isAdministering(permissions: readonly Permission[]): boolean {
  return (['people', 'operations', 'publish'] as const).some((permission) => permissions.includes(permission));
}
