import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { withEditor } from '../../domain/packs/authors.ts';
import type { DefinitionRef } from '../../domain/packs/definition-ref.ts';
import { draftSeries, rowId } from '../../domain/packs/draft.ts';
import { conflict, notFound } from '../../fault.ts';

/** Takes a definition out of the draft; releases keep it. */
export async function removeDefinition(
  deps: Deps,
  caller: Caller,
  ref: DefinitionRef,
  revision: number,
): Promise<void> {
  await requirePermission(deps, caller, 'studio');
  const { tenant, id: changedBy } = caller.actor;
  const { pack, kind, key } = ref;
  await deps.store.transaction(tenant, async (tx) => {
    const known = await tx.packDrafts.get(rowId(pack, kind, key));
    if (!known || known.removed === true || kind === 'pack') throw notFound('definition', `${kind}/${key}`);
    if (known.revision !== revision) throw conflict('definition', revision, known.revision, known.json);
    await tx.packDrafts.save(
      { ...known, removed: true, changedBy, changedAt: deps.clock.now(), editors: withEditor(known, changedBy) },
      { ifRevision: revision },
    );
    await tx.nextNumber(draftSeries(pack));
    await appendAudit(deps, tx, byCaller(caller), 'definition-removed', { pack, kind, key });
  });
}
