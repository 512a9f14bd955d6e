import type { Locale, Session, UnitView } from '../../../engine/index.ts';
import { actorOf } from '../../auth/authenticate.ts';
import { permissionsOf, requiresSecondFactor } from '../../auth/permissions.ts';
import type { Deps } from '../../deps.ts';
import type { PersonRow, UnitRow } from '../../store/rows.ts';

/** Time zone of a tenant, until it has a setting of its own. */
export const ZONE = 'Asia/Shanghai';

/** What the browser learns about its person; `locale` is what the browser asked for, unless the person has chosen. */
export async function sessionView(deps: Deps, person: PersonRow, csrf: string, locale: Locale): Promise<Session> {
  const actor = actorOf(person);
  const [units, permissions, required] = await Promise.all([
    deps.store.tenant(person.tenant).units.find({ sort: ['id'] }),
    permissionsOf(deps, actor),
    requiresSecondFactor(deps, actor),
  ]);
  return {
    actor,
    csrf,
    locale: person.locale === 'zh-CN' || person.locale === 'en' ? person.locale : locale,
    zone: ZONE,
    mustChangePassword: person.mustChangePassword,
    mustSetUpSecondFactor: required && !person.secondFactor,
    units: units.map(unitView),
    permissions,
  };
}

export function unitView({ tenant: _tenant, ...unit }: UnitRow): UnitView {
  return { ...unit, revision: unitRevision(unit) };
}

export function unitRevision({ revision = 1 }: Pick<UnitRow, 'revision'>): number {
  return revision;
}
