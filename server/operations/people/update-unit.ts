import type { Unit, UnitView } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { expectOtherHead, expectUnitLinks, type UnitInput, unitAt } from '../../domain/people/check-unit.ts';
import { expectUnitOutOfReach } from '../../domain/people/expect-reach.ts';
import { organisationChanged } from '../../domain/people/organisation-changes.ts';
import { unitView } from '../../domain/session/session-view.ts';

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
    await expectUnitLinks(tx, unit);
    if (before.parent !== unit.parent) await expectUnitOutOfReach(tx, caller, unit);
    const saved = await tx.units.save({ tenant, ...unit, revision });
    await organisationChanged(tx);
    await appendAudit(deps, tx, byCaller(caller), 'unit-changed', { unit: id, title: unit.title });
    return unitView(saved);
  });
}
