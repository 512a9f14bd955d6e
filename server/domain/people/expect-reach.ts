// A place in the tree of units decides what a person reads and whose requests they approve: no administrator brings others to their own.
import { organisationOf, type Unit } from '../../../engine/index.ts';
import type { Caller, TenantStore } from '../../deps.ts';
import { invalidAt } from '../../fault.ts';

/** Throws where a person would move into the unit that the caller heads, or below or above the caller's own for the first time. */
export async function expectOutOfReach(
  tx: TenantStore,
  { actor }: Caller,
  before: string,
  after: string,
): Promise<void> {
  const tree = treeOf(await tx.units.find({}));
  const near = (unit: string) => [
    unit === actor.unit,
    tree.isInUnit(unit, actor.unit),
    tree.isInUnit(actor.unit, unit),
    tree.headOf(unit) === actor.id,
  ];
  if (gains(near(before), near(after))) throw invalidAt('server/own-reach', '/unit');
}

/** Throws where a unit would come below the caller's own, or the caller's own with it below another one. */
export async function expectUnitOutOfReach(tx: TenantStore, { actor }: Caller, moved: Unit): Promise<void> {
  const units = await tx.units.find({});
  const before = treeOf(units);
  const after = treeOf(units.map((unit) => (unit.id === moved.id ? moved : unit)));
  const near = ({ isInUnit }: Tree) => units.flatMap(({ id }) => [isInUnit(id, actor.unit), isInUnit(actor.unit, id)]);
  if (gains(near(before), near(after))) throw invalidAt('server/own-reach', '/parent');
}

type Tree = { isInUnit(unit: string, ancestor: string): boolean; headOf(unit: string): string | undefined };

function treeOf(units: Unit[]): Tree {
  const { isInUnit, unit } = organisationOf({ people: [], units });
  return { isInUnit, headOf: (id) => unit(id)?.head };
}

const gains = (before: boolean[], after: boolean[]): boolean => after.some((near, index) => near && !before[index]);
