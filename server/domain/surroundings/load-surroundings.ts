import { LRUCache } from 'lru-cache';
import {
  type Environment,
  type Locale,
  type Organisation,
  organisationOf,
  type Person,
} from '../../../engine/index.ts';
import type { Deps, Surroundings, TenantStore } from '../../deps.ts';
import type { PersonRow, UnitRow } from '../../store/rows.ts';
import { ORGANISATION_CHANGES } from '../people/organisation-changes.ts';
import { ZONE } from '../session/session-view.ts';
import { workCalendar } from './work-calendar.ts';

/** What rules and assignment may ask, as of now, and in which language each person is written to. */
export type Around = Surroundings & {
  localeOf(person: string): Locale;
  /** The number of the organisation's last change that is in it. */
  changes: number;
};

type Known = { changes: number; organisation: Organisation; locales: Map<string, Locale> };

// `packs` belongs to one store, also where a request's `deps` wrap it: two stores in one process never see each other's people.
const known = new WeakMap<Deps['packs'], LRUCache<string, Known>>();
/** Tenants kept in one process. */
const MOST_TENANTS = 1000;

/** People, units, calendar, zone and time. The organisation is read again only when it has changed, whichever server changed it. */
export async function loadSurroundings(deps: Deps, tenant: string): Promise<Around> {
  const found = await loadOrganisation(deps, tenant, deps.store.tenant(tenant));
  return { ...peopleOf(found), calendar: workCalendar(), zone: ZONE, now: deps.clock.now() };
}

/**
 * Brings the people of `around` up to date within a transaction. A request may have waited since it loaded them (for its turn, for
 * a password check), and a person may have left meanwhile.
 */
export async function refreshPeople(deps: Deps, tx: TenantStore, around: Around): Promise<void> {
  if ((await tx.currentNumber(ORGANISATION_CHANGES)) === around.changes) return;
  Object.assign(around, peopleOf(await loadOrganisation(deps, tx.tenant, tx)));
}

function peopleOf({ organisation, locales, changes }: Known): Pick<Around, 'organisation' | 'localeOf' | 'changes'> {
  return { organisation, changes, localeOf: (person) => locales.get(person) ?? 'zh-CN' };
}

async function loadOrganisation(deps: Deps, tenant: string, rows: TenantStore): Promise<Known> {
  const tenants = tenantsOf(deps);
  const changes = await rows.currentNumber(ORGANISATION_CHANGES);
  const kept = tenants.get(tenant);
  if (kept?.changes === changes) return kept;
  // The number was read first: people who change while they are read are read again the next time.
  const found = { changes, ...(await readOrganisation(rows)) };
  tenants.set(tenant, found);
  return found;
}

function tenantsOf(deps: Deps): LRUCache<string, Known> {
  let tenants = known.get(deps.packs);
  if (!tenants) {
    tenants = new LRUCache({ max: MOST_TENANTS });
    known.set(deps.packs, tenants);
  }
  return tenants;
}

async function readOrganisation(rows: TenantStore): Promise<Omit<Known, 'changes'>> {
  const [people, units] = await Promise.all([rows.people.find({}), rows.units.find({})]);
  const locales = new Map<string, Locale>();
  for (const { id, locale } of people) if (locale === 'en' || locale === 'zh-CN') locales.set(id, locale);
  return { organisation: organisationOf({ people: people.map(personOf), units: units.map(unitOf) }), locales };
}

/** Who waits for a second administrator cannot act: cases do not wait for them. */
function personOf({ id, name, title, unit, roles, manager, email, active, awaits }: PersonRow): Person {
  return {
    id,
    name,
    title,
    unit,
    roles,
    active: active && awaits === undefined,
    ...(manager !== undefined && { manager }),
    ...(email !== undefined && { email }),
  };
}

function unitOf({ tenant: _tenant, ...unit }: UnitRow) {
  return unit;
}

/** What a rule may read beside a record: `data` is the root that it is evaluated on. */
export function environmentOf(around: Surroundings, data: Environment['data'] = {}): Environment {
  const { now, zone, organisation, calendar } = around;
  return { data, now, zone, organisation, calendar };
}
