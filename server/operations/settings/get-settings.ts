import type { SettingsView } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { settingsOf, settingsView } from '../../domain/settings/tenant-settings.ts';

/** The settings of the tenant, for administrators and for those to whose work they apply. */
export async function getSettings(deps: Deps, caller: Caller): Promise<SettingsView> {
  await requirePermission(deps, caller, 'operations', 'audit', 'people', 'studio', 'publish');
  const rows = deps.store.tenant(caller.actor.tenant);
  return settingsView(rows, await settingsOf(rows));
}
