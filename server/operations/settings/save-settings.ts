import type { Permission, SettingsView, TenantSettings } from '../../../engine/index.ts';
import { permissionsOf } from '../../auth/permissions.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { holdersOf } from '../../domain/people/await-second.ts';
import { SETTINGS, settingsOf } from '../../domain/settings/tenant-settings.ts';
import { conflict, invalidAt } from '../../fault.ts';

/** Replaces the settings over the revision they were read with; what they were stands in the audit. */
export async function saveSettings(
  deps: Deps,
  caller: Caller,
  change: Partial<TenantSettings>,
  revision: number,
): Promise<SettingsView> {
  await requirePermission(deps, caller, 'operations');
  const own = await permissionsOf(deps, caller.actor);
  return deps.store.transaction(caller.actor.tenant, async (tx) => {
    const { settings: before, revision: found } = await settingsOf(tx);
    if (found !== revision) throw conflict('settings', revision, found, { ...before, revision: found });
    const wanted: TenantSettings = { ...before, ...defined(change) };
    if (before.publish === wanted.publish && before.people === wanted.people) return { ...before, revision: found };
    // A person whose releases need a second person cannot take that away.
    if (wanted.publish === 'alone' && (own.includes('publish') || own.includes('studio')))
      throw invalidAt('server/own-four-eyes', '/publish');
    if (before.people !== wanted.people) await expectPeopleSetting(deps, tx, own, wanted.people);
    const stored = { values: wanted, changedBy: caller.actor.id, changedAt: deps.clock.now() };
    const row = await tx.settings.get(SETTINGS);
    if (row) await tx.settings.save({ ...row, ...stored }, { ifRevision: found });
    else await tx.settings.insert({ id: SETTINGS, revision: 1, ...stored });
    await appendAudit(deps, tx, byCaller(caller), 'settings-changed', { before, after: wanted });
    return { ...wanted, revision: found + 1 };
  });
}

/** On only where a second administrator is there to confirm; an administrator of people cannot switch it off. */
async function expectPeopleSetting(
  deps: Deps,
  tx: TenantStore,
  own: readonly Permission[],
  wanted: TenantSettings['people'],
): Promise<void> {
  if (wanted === 'alone' && own.includes('people')) throw invalidAt('server/own-four-eyes-people', '/people');
  if (wanted === 'four-eyes' && (await holdersOf(deps, tx, 'people')).length < 2)
    throw invalidAt('server/nobody-confirms', '/people');
}

function defined(change: Partial<TenantSettings>): Partial<TenantSettings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
