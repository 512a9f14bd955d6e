import type { SettingsView, TenantSettings } from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import type { SettingsRow } from '../../store/rows.ts';

/** One row holds the settings of a tenant. */
export const SETTINGS = 'settings';

const asDelivered: TenantSettings = { publish: 'alone', people: 'alone' };

export type StoredSettings = { settings: TenantSettings; revision: number; row?: SettingsRow };

/** The settings of a tenant and their revision, 0 before the first change. A setting that a row does not have yet is as delivered. */
export async function settingsOf(rows: TenantStore): Promise<StoredSettings> {
  const row = await rows.settings.get(SETTINGS);
  return { settings: { ...asDelivered, ...row?.values }, revision: row?.revision ?? 0, ...(row && { row }) };
}

/** What administrators see of the settings, with whether the one about people holds yet, and who asked to end it. */
export async function settingsView(
  rows: TenantStore,
  { settings, revision, row }: StoredSettings,
): Promise<SettingsView> {
  const asked = row?.asksAlone;
  const person = asked && (await rows.people.get(asked.by));
  return {
    ...settings,
    revision,
    peopleHolds: settings.people === 'four-eyes' && row?.untilSecond !== true,
    ...(asked && { asksAlone: { by: { id: asked.by, title: person?.title ?? asked.by }, at: asked.at } }),
  };
}
