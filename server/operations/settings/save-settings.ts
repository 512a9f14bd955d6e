import type { SettingsView, TenantSettings } from '../../../engine/index.ts';
import { permissionsOf } from '../../auth/permissions.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { holdersOf } from '../../domain/people/await-second.ts';
import { SETTINGS, settingsOf, settingsView } from '../../domain/settings/tenant-settings.ts';
import { conflict, invalidAt } from '../../fault.ts';

/**
 * Replaces the settings over the revision they were read with; what they were stands in the audit. That administrators of people act
 * alone is only asked for here: a second person agrees (`agreeAlone`). The other way round takes effect at once, and so does
 * taking such a request back.
 */
export async function saveSettings(
  deps: Deps,
  caller: Caller,
  change: Partial<TenantSettings>,
  revision: number,
): Promise<SettingsView> {
  await requirePermission(deps, caller, 'operations');
  const own = await permissionsOf(deps, caller.actor);
  return deps.store.transaction(caller.actor.tenant, async (tx) => {
    const found = await settingsOf(tx);
    const { settings: before, row } = found;
    if (found.revision !== revision)
      throw conflict('settings', revision, found.revision, await settingsView(tx, found));
    const wanted: TenantSettings = { ...before, ...defined(change) };
    const asks = before.people === 'four-eyes' && wanted.people === 'alone';
    const takesBack = !asks && change.people === 'four-eyes' && row?.asksAlone !== undefined;
    if (before.publish === wanted.publish && before.people === wanted.people && !takesBack)
      return settingsView(tx, found);
    // A person whose releases need a second person cannot take that away.
    if (before.publish !== wanted.publish && wanted.publish === 'alone')
      if (own.includes('publish') || own.includes('studio')) throw invalidAt('server/own-four-eyes', '/publish');
    const at = deps.clock.now();
    const begins = before.people === 'alone' && wanted.people === 'four-eyes';
    const holds = begins ? (await holdersOf(deps, tx, 'people')).length > 1 : row?.untilSecond !== true;
    const { asksAlone: asked, untilSecond: _, ...rest } = row ?? { id: SETTINGS };
    const asksAlone = asks ? { by: caller.actor.id, at } : takesBack ? undefined : asked;
    const stored = {
      ...rest,
      values: asks ? { ...wanted, people: before.people } : wanted,
      ...(!holds && { untilSecond: true as const }),
      ...(asksAlone && { asksAlone }),
      changedBy: caller.actor.id,
      changedAt: at,
    };
    if (row) await tx.settings.save({ ...stored, tenant: row.tenant, revision }, { ifRevision: revision });
    else await tx.settings.insert({ ...stored, revision: 1 });
    const action = asks ? 'settings-asked' : 'settings-changed';
    await appendAudit(deps, tx, byCaller(caller), action, { before, after: stored.values });
    return settingsView(tx, await settingsOf(tx));
  });
}

function defined(change: Partial<TenantSettings>): Partial<TenantSettings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
