import type { TenantSettings } from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';

/** One row holds the settings of a tenant. */
export const SETTINGS = 'settings';

const asDelivered: TenantSettings = { publish: 'alone', people: 'alone' };

/** The settings of a tenant and their revision, 0 before the first change. A setting that a row does not have yet is as delivered. */
export async function settingsOf(rows: TenantStore): Promise<{ settings: TenantSettings; revision: number }> {
  const row = await rows.settings.get(SETTINGS);
  return { settings: { ...asDelivered, ...row?.values }, revision: row?.revision ?? 0 };
}
