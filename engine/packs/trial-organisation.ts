import { type Organisation, organisationOf, type Person, type Unit } from '../access/index.ts';
import { weekdayOf } from '../core/dates.ts';
import type { WorkCalendar } from '../rules/index.ts';
import type { Pack } from './pack.ts';
import type { WalkContext } from './walk-case.ts';

/**
 * People made up to try a pack: one for each role, one with several roles where a scenario asks for that, and above them
 * three managers, of whom the first heads the branch.
 */
export function trialOrganisation(packs: readonly Pack[]): Organisation {
  const roles = [...new Set(packs.flatMap((pack) => Object.keys(pack.roles)))].sort();
  const combined = packs.flatMap(({ scenarios }) =>
    Object.values(scenarios).flatMap(({ initiator }) =>
      'roles' in initiator && initiator.roles.length > 1 ? [initiator.roles] : [],
    ),
  );
  const people: Person[] = [
    ...roles.map((role) => person(role, [role], 'manager-1')),
    ...combined.map((several) => person(several.join('+'), several, 'manager-1')),
    person('manager-1', [], 'manager-2'),
    person('manager-2', [], 'manager-3'),
    person('manager-3', []),
  ];
  const units: Unit[] = [
    { id: 'trial-company', title: { en: 'Company', 'zh-CN': '公司' }, kind: 'company', head: 'trial:manager-3' },
    {
      id: 'trial-branch',
      title: { en: 'Branch', 'zh-CN': '分支机构' },
      kind: 'branch',
      parent: 'trial-company',
      head: 'trial:manager-1',
    },
  ];
  return organisationOf({ people: unique(people), units });
}

function person(name: string, roles: string[], manager?: string): Person {
  return {
    id: `trial:${name}`,
    name,
    title: name,
    unit: 'trial-branch',
    roles,
    active: true,
    ...(manager !== undefined && { manager: `trial:${manager}` }),
  };
}

function unique(people: Person[]): Person[] {
  return [...new Map(people.map((each) => [each.id, each])).values()];
}

/** Monday to Friday, nine to six. */
const weekdays: WorkCalendar = { isWorkday: (date) => weekdayOf(date) <= 5, hours: { from: 540, to: 1_080 } };

/** A Monday morning in Shanghai: trials answer alike whenever they are run. */
export function trialContext(packs: readonly Pack[]): WalkContext {
  return {
    organisation: trialOrganisation(packs),
    calendar: weekdays,
    zone: 'Asia/Shanghai',
    at: '2026-01-05T02:00:00.000Z',
  };
}
