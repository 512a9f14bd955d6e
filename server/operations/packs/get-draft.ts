import type { PackContent, PackDraft } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps, LoadedPack } from '../../deps.ts';
import { personRef } from '../../domain/history/history-item.ts';
import { draftAuthors, draftView, loadDraft } from '../../domain/packs/draft.ts';
import { requiredBy } from '../../domain/packs/judge-draft.ts';
import { settingsOf } from '../../domain/settings/tenant-settings.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';

/** The working copy of a pack, with what it builds on. */
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
