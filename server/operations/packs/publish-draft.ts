import type { PublishResult } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { draftAuthors, draftSeries, loadDraft } from '../../domain/packs/draft.ts';
import { expectDraftChanged, expectDraftRevision } from '../../domain/packs/expect-draft.ts';
import { expectNoMorePermissions, expectSecondPerson } from '../../domain/packs/expect-publisher.ts';
import { makeRelease } from '../../domain/packs/make-release.ts';

/** Publishes the draft as it was at `revision`: current at once, without a restart. Of two that publish the same draft, one is told that it has changed. */
export async function publishDraft(
  deps: Deps,
  caller: Caller,
  pack: string,
  input: { revision: number; note?: string },
): Promise<PublishResult> {
  await requirePermission(deps, caller, 'publish');
  const { tenant, id: by } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const draft = await loadDraft(rows, pack);
  expectDraftRevision(input.revision, draft.revision);
  await expectDraftChanged(rows, pack, draft.files);
  const authors = await draftAuthors(rows, pack);
  await expectSecondPerson(rows, caller, authors);
  await expectNoMorePermissions(deps, caller, draft.files, authors);
  const release = await makeRelease(deps, {
    tenant,
    pack,
    files: draft.files,
    by,
    ...(input.note !== undefined && { note: input.note }),
    // Asked again inside: of two that publish the same draft, the second finds it published.
    guard: async (tx) => {
      expectDraftRevision(input.revision, await tx.currentNumber(draftSeries(pack)));
      await expectDraftChanged(tx, pack, draft.files);
      await expectSecondPerson(tx, caller, await draftAuthors(tx, pack));
    },
    authors,
    also: async (tx, made) => {
      // From here on the authors of the next release count.
      await tx.packDrafts.update({ pack }, { editors: [] });
      await appendAudit(deps, tx, byCaller(caller), 'pack-published', { pack, release: made.release, hash: made.hash });
    },
  });
  return { release: release.release, hash: release.hash };
}
