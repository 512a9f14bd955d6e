import type { DefinitionKind, JsonObject, SavedDefinition } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { withEditor } from '../../domain/packs/authors.ts';
import type { DefinitionRef } from '../../domain/packs/definition-ref.ts';
import { draftSeries, loadDraft, rowId } from '../../domain/packs/draft.ts';
import { judge, locate } from '../../domain/packs/judge-draft.ts';
import { conflict, invalidAt } from '../../fault.ts';

/**
 * Keeps one definition in the draft over the revision it was read with (0 for a new one), however wrong it is: what is wrong
 * is told, and refused at publication. A first `pack` definition begins a new pack.
 */
export async function saveDefinition(
  deps: Deps,
  caller: Caller,
  ref: DefinitionRef,
  json: JsonObject,
  revision: number,
): Promise<SavedDefinition> {
  await requirePermission(deps, caller, 'studio');
  const { tenant, id: changedBy } = caller.actor;
  const { pack, kind, key } = ref;
  // A draft has one pack.json: it answers to the name of its kind and to the key of its pack.
  if (kind === 'pack' && key !== 'pack' && key !== pack)
    throw invalidAt('pack/misfiled', '', { said: key, place: pack });
  const saved = await deps.store.transaction(tenant, async (tx) => {
    if (kind !== 'pack') await loadDraft(tx, pack);
    const known = await tx.packDrafts.get(rowId(pack, kind, key));
    const found = known && known.removed !== true ? known.revision : 0;
    if (found !== revision) throw conflict('definition', revision, found, found > 0 ? known?.json : undefined);
    const change = { json, changedBy, changedAt: deps.clock.now(), editors: withEditor(known, changedBy) };
    let next = (known?.revision ?? 0) + 1;
    if (known) {
      const { removed: _removed, ...rest } = known;
      next = (await tx.packDrafts.save({ ...rest, ...change }, { ifRevision: known.revision })).revision;
    } else await tx.packDrafts.insert({ id: rowId(pack, kind, key), pack, kind, key, revision: next, ...change });
    await tx.nextNumber(draftSeries(pack));
    await appendAudit(deps, tx, byCaller(caller), 'definition-saved', { pack, kind, key, revision: next });
    return next;
  });
  const { files } = await loadDraft(deps.store.tenant(tenant), pack);
  const { problems } = await judge(deps, tenant, pack, files);
  const own = problems.filter((found) => found.kind === kind && (kind === 'pack' || found.key === key));
  return { kind: kind as DefinitionKind, key, revision: saved, problems: locate(own, caller.locale) };
}
