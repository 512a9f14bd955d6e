import type { DefinitionKind, JsonObject, PackContent, PackDraft, SavedDefinition } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps, LoadedPack } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { personRef } from '../../domain/history/history-item.ts';
import { withEditor } from '../../domain/packs/authors.ts';
import { draftAuthors, draftSeries, draftView, loadDraft, rowId } from '../../domain/packs/draft.ts';
import { judge, locate, requiredBy } from '../../domain/packs/judge-draft.ts';
import { settingsOf } from '../../domain/settings/tenant-settings.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { conflict, notFound } from '../../fault.ts';

export type DefinitionRef = { pack: string; kind: DefinitionKind | 'pack'; key: string };

export async function getDraft(deps: Deps, caller: Caller, pack: string): Promise<PackDraft> {
  await requirePermission(deps, caller, 'studio', 'publish');
  const { tenant, id } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const draft = await loadDraft(rows, pack);
  const required = requiredBy(draft.files.pack, await deps.packs.current(tenant));
  const view = { ...draftView(draft), required: await contentsOf(deps, tenant, required) };
  if ((await settingsOf(rows)).settings.publish !== 'four-eyes') return view;
  const authors = await draftAuthors(rows, pack);
  const around = await loadSurroundings(deps, tenant);
  return { ...view, fourEyes: { authors: authors.map((each) => personRef(around, each)), mine: authors.includes(id) } };
}

/** The files of releases; what another builds on comes before it. */
async function contentsOf(deps: Deps, tenant: string, packs: LoadedPack[]): Promise<PackContent[]> {
  const rows = deps.store.tenant(tenant);
  const found = await Promise.all(
    packs.toReversed().map(({ key, release }) => rows.releases.first({ filter: { pack: key, release } })),
  );
  return found.flatMap((row) => (row ? [row.files as unknown as PackContent] : []));
}

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
  const { problems } = await judge(deps, tenant, files);
  const own = problems.filter((found) => found.kind === kind && (kind === 'pack' || found.key === key));
  return { kind: kind as DefinitionKind, key, revision: saved, problems: locate(own, caller.locale) };
}

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
