import { issue, type Text, type Unit } from '../../../engine/index.ts';
import type { Caller, TenantStore } from '../../deps.ts';
import { conflict, invalid, invalidAt, notFound, nouns } from '../../fault.ts';
import type { UnitRow } from '../../store/rows.ts';
import { unitRevision, unitView } from '../session/session-view.ts';

export type UnitInput = { title: Text; kind: Unit['kind']; parent?: string; head?: string };

/** Throws where administrators would make themselves the head of a unit, whom charts ask to approve. */
export function expectOtherHead({ actor }: Caller, head: string | undefined): void {
  if (head === actor.id) throw invalidAt('server/own-rights', '/head');
}

/** The unit, as of the revision that the caller has seen. */
export async function unitAt(tx: TenantStore, id: string, revision: number): Promise<UnitRow> {
  const unit = await tx.units.get(id);
  if (!unit) throw notFound('unit', id);
  if (unitRevision(unit) !== revision) throw conflict('unit', revision, unitRevision(unit), unitView(unit));
  return unit;
}

/** Throws where the head or the unit above does not exist, or a unit would stand above itself. */
export async function expectUnitLinks(tx: TenantStore, unit: Unit): Promise<void> {
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
