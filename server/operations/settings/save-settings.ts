import type { SettingsView, TenantSettings } from '../../../engine/index.ts';
import { permissionsOf } from '../../auth/permissions.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { SETTINGS, settingsOf } from '../../domain/settings/tenant-settings.ts';
import { conflict, invalidAt } from '../../fault.ts';

/** Replaces the settings over the revision they were read with; what they were stands in the audit. */
export async function saveSettings(
  deps: Deps,
  caller: Caller,
  wanted: TenantSettings,
  revision: number,
): Promise<SettingsView> {
  await requirePermission(deps, caller, 'operations');
  const own = await permissionsOf(deps, caller.actor);
  return deps.store.transaction(caller.actor.tenant, async (tx) => {
    const { settings: before, revision: found } = await settingsOf(tx);
    if (found !== revision) throw conflict('settings', revision, found, { ...before, revision: found });
    if (before.publish === wanted.publish) return { ...before, revision: found };
    // A person whose releases need a second person cannot take that away.
    if (wanted.publish === 'alone' && (own.includes('publish') || own.includes('studio')))
      throw invalidAt('server/own-four-eyes', '/publish');
    const change = { values: wanted, changedBy: caller.actor.id, changedAt: deps.clock.now() };
    const row = await tx.settings.get(SETTINGS);
    if (row) await tx.settings.save({ ...row, ...change }, { ifRevision: found });
    else await tx.settings.insert({ id: SETTINGS, revision: 1, ...change });
    await appendAudit(deps, tx, byCaller(caller), 'settings-changed', { before, after: wanted });
    return { ...wanted, revision: found + 1 };
  });
}
