import type { Session, Unit } from '../../../engine/index.ts';
import { actorOf } from '../../auth/authenticate.ts';
import { permissionsOf } from '../../auth/permissions.ts';
import type { Deps } from '../../deps.ts';
import type { PersonRow, UnitRow } from '../../store/rows.ts';

/** Time zone of a tenant, until it has a setting of its own. */
export const ZONE = 'Asia/Shanghai';

/** What the browser is told of its person. */
export async function sessionView(deps: Deps, person: PersonRow, csrf: string): Promise<Session> {
  const actor = actorOf(person);
  const [units, permissions] = await Promise.all([
    deps.store.tenant(person.tenant).units.find({ sort: ['id'] }),
    permissionsOf(deps, actor),
  ]);
  return {
    actor,
    csrf,
    locale: person.locale === 'zh-CN' ? 'zh-CN' : 'en',
    zone: ZONE,
    mustChangePassword: person.mustChangePassword,
    units: units.map(unitView),
    permissions,
  };
}

export function unitView({ tenant: _tenant, ...unit }: UnitRow): Unit {
  return unit;
}
