import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { unitAt } from '../../domain/people/check-unit.ts';
import { organisationChanged } from '../../domain/people/organisation-changes.ts';
import { invalidAt } from '../../fault.ts';

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
