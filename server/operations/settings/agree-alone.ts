import type { SettingsView } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { settingsOf, settingsView } from '../../domain/settings/tenant-settings.ts';
import { conflict, invalidAt } from '../../fault.ts';

/** An administrator of people agrees to what another person asked for: from now on administrators of people act alone. */
export async function agreeAlone(deps: Deps, caller: Caller, revision: number): Promise<SettingsView> {
  await requirePermission(deps, caller, 'people');
  return deps.store.transaction(caller.actor.tenant, async (tx) => {
    const found = await settingsOf(tx);
    const { settings: before, row } = found;
    if (found.revision !== revision)
      throw conflict('settings', revision, found.revision, await settingsView(tx, found));
    if (!row?.asksAlone) throw invalidAt('server/nothing-asked', '');
    if (row.asksAlone.by === caller.actor.id) throw invalidAt('server/second-for-setting', '');
    const { asksAlone: _, untilSecond: __, ...rest } = row;
    const values = { ...before, people: 'alone' as const };
    const change = { values, changedBy: caller.actor.id, changedAt: deps.clock.now() };
    await tx.settings.save({ ...rest, ...change }, { ifRevision: revision });
    await appendAudit(deps, tx, byCaller(caller), 'settings-changed', { before, after: values });
    return settingsView(tx, await settingsOf(tx));
  });
}
