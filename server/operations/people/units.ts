import { issue, type Text, type Unit, type UnitList, type UnitView } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { organisationChanged } from '../../domain/people/organisation-changes.ts';
import { unitRevision, unitView } from '../../domain/session/session-view.ts';
import { conflict, invalid, invalidAt, notFound, nouns } from '../../fault.ts';
import type { UnitRow } from '../../store/rows.ts';

export type UnitInput = { title: Text; kind: Unit['kind']; parent?: string; head?: string };

/** The organisation tree: everybody sees names of units beside people and records. */
export async function listUnits(deps: Deps, caller: Caller): Promise<UnitList> {
  const rows = await deps.store.tenant(caller.actor.tenant).units.find({ sort: ['id'] });
  return { items: rows.map(unitView) };
}

export async function createUnit(deps: Deps, caller: Caller, input: UnitInput): Promise<UnitView> {
  await requirePermission(deps, caller, 'people');
  const unit: UnitView = { id: deps.ids.next(), ...input, revision: 1 };
  await deps.store.transaction(caller.actor.tenant, async (tx) => {
    expectOtherHead(caller, unit.head);
    await expectLinks(tx, unit);
    await tx.units.insert(unit);
    await organisationChanged(tx);
    await appendAudit(deps, tx, byCaller(caller), 'unit-created', { unit: unit.id, title: unit.title });
  });
  return unit;
}

/** Replaces what is said of a unit, as of the revision that the caller has seen. */
export async function updateUnit(
  deps: Deps,
  caller: Caller,
  id: string,
  input: UnitInput,
  revision: number,
): Promise<UnitView> {
  await requirePermission(deps, caller, 'people');
  const { tenant } = caller.actor;
  const unit: Unit = { id, ...input };
  return deps.store.transaction(tenant, async (tx) => {
    const before = await unitAt(tx, id, revision);
    if (before.head !== unit.head) expectOtherHead(caller, unit.head);
    await expectLinks(tx, unit);
    const saved = await tx.units.save({ tenant, ...unit, revision });
    await organisationChanged(tx);
    await appendAudit(deps, tx, byCaller(caller), 'unit-changed', { unit: id, title: unit.title });
    return unitView(saved);
  });
}

/** Removes a unit to which nobody and nothing belongs. */
export async function removeUnit(deps: Deps, caller: Caller, id: string, revision: number): Promise<void> {
  await requirePermission(deps, caller, 'people');
  await deps.store.transaction(caller.actor.tenant, async (tx) => {
    const unit = await unitAt(tx, id, revision);
    if (await isInUse(deps, tx, id)) throw invalidAt('server/unit-in-use', '');
    await tx.units.remove({ id });
    await organisationChanged(tx);
    await appendAudit(deps, tx, byCaller(caller), 'unit-removed', { unit: id, title: unit.title });
  });
}

/** Throws where administrators would make themselves the head of a unit, whom charts ask to approve. */
function expectOtherHead({ actor }: Caller, head: string | undefined): void {
  if (head === actor.id) throw invalidAt('server/own-rights', '/head');
}

/** People, units below, records and cases of a unit: rights and assignments are worked out from it. */
async function isInUse(deps: Deps, tx: TenantStore, id: string): Promise<boolean> {
  if (await tx.people.first({ filter: { unit: id }, fields: ['id'] })) return true;
  if (await tx.units.first({ filter: { parent: id }, fields: ['id'] })) return true;
  if (await tx.cases.first({ filter: { unit: id }, fields: ['id'] })) return true;
  for (const form of await formsOf(deps, tx))
    if (await tx.records(form).first({ filter: { unit: id }, fields: ['id'] })) return true;
  return false;
}

/** Every form that a release has ever had: old ones may have records still. */
async function formsOf(deps: Deps, tx: TenantStore): Promise<string[]> {
  const current = (await deps.packs.current(tx.tenant)).flatMap(({ pack }) => Object.keys(pack.forms));
  const released = await tx.releases.find({ filter: {}, sort: ['id'], fields: ['id', 'forms'] });
  return [...new Set([...current, ...released.flatMap(({ forms }) => forms ?? [])])];
}

async function unitAt(tx: TenantStore, id: string, revision: number): Promise<UnitRow> {
  const unit = await tx.units.get(id);
  if (!unit) throw notFound('unit', id);
  if (unitRevision(unit) !== revision) throw conflict('unit', revision, unitRevision(unit), unitView(unit));
  return unit;
}

async function expectLinks(tx: TenantStore, unit: Unit): Promise<void> {
  if (unit.head !== undefined && !(await tx.people.get(unit.head))) {
    throw invalid([issue('server/not-found', '/head', { what: nouns.person, id: unit.head })]);
  }
  let above = unit.parent;
  const passed = new Set<string>();
  while (above !== undefined && !passed.has(above)) {
    if (above === unit.id) throw invalidAt('server/unit-cycle', '/parent');
    passed.add(above);
    const parent = await tx.units.get(above);
    if (!parent) throw invalid([issue('server/not-found', '/parent', { what: nouns.unit, id: above })]);
    above = parent.parent;
  }
}
