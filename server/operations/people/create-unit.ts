import type { UnitView } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { expectOtherHead, expectUnitLinks, type UnitInput } from '../../domain/people/check-unit.ts';
import { organisationChanged } from '../../domain/people/organisation-changes.ts';

/** Makes a unit below another, or a first one. */
export async function createUnit(deps: Deps, caller: Caller, input: UnitInput): Promise<UnitView> {
  await requirePermission(deps, caller, 'people');
  const unit: UnitView = { id: deps.ids.next(), ...input, revision: 1 };
  await deps.store.transaction(caller.actor.tenant, async (tx) => {
    expectOtherHead(caller, unit.head);
    await expectUnitLinks(tx, unit);
    await tx.units.insert(unit);
    await organisationChanged(tx);
    await appendAudit(deps, tx, byCaller(caller), 'unit-created', { unit: unit.id, title: unit.title });
  });
  return unit;
}
