import { isText, type PackItem } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { loadDraft } from '../../domain/packs/draft.ts';
import { judge } from '../../domain/packs/judge-draft.ts';
import { hashOfFiles } from '../../domain/packs/make-release.ts';

/** Every pack of the tenant, published or only drafted. */
export async function listPacks(deps: Deps, caller: Caller): Promise<{ items: PackItem[] }> {
  await requirePermission(deps, caller, 'studio', 'publish');
  const { tenant } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const drafts = await rows.packDrafts.find({ filter: { kind: 'pack' }, sort: ['pack'], fields: ['pack'] });
  const current = await rows.releases.find({ filter: { current: true }, fields: ['pack', 'release', 'hash'] });
  const items: PackItem[] = [];
  for (const { pack: key } of drafts) {
    const draft = await loadDraft(rows, key);
    const release = current.find(({ pack }) => pack === key);
    const { problems } = await judge(deps, tenant, key, draft.files);
    items.push({
      key,
      title: isText(draft.files.pack.title) ? draft.files.pack.title : key,
      ...(isText(draft.files.pack.description) && { description: draft.files.pack.description }),
      ...(release && { release: release.release }),
      draftRevision: draft.revision,
      changed: release?.hash !== hashOfFiles(draft.files),
      problems: problems.filter((found) => found.issue.severity === 'error').length,
    });
  }
  return { items };
}
