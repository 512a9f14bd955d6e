import type { PackFiles, PublishResult, RollBackInput } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { draftSeries, loadDraft, rebaseDraft } from '../../domain/packs/draft.ts';
import { expectDraftChanged, expectDraftRevision } from '../../domain/packs/expect-draft.ts';
import { expectNoMorePermissions, expectSecondPerson } from '../../domain/packs/expect-publisher.ts';
import { hashOfFiles, makeRelease } from '../../domain/packs/make-release.ts';
import { invalidAt, notFound } from '../../fault.ts';

/**
 * Publishes the content of an earlier release again, as a new one. Draft definitions without changes follow; where there are
 * changes that were never published, the caller says whether they stay or go.
 */
export async function rollBack(deps: Deps, caller: Caller, pack: string, input: RollBackInput): Promise<PublishResult> {
  await requirePermission(deps, caller, 'publish');
  const { tenant, id: by } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const wanted = await rows.releases.first({ filter: { pack, release: input.release } });
  if (!wanted) throw notFound('release', `${pack} ${input.release}`);
  // Read as it runs: what was not published here is not published again.
  await deps.packs.release(tenant, pack, input.release);
  const files = wanted.files as unknown as PackFiles;
  await expectDraftChanged(rows, pack, files);
  // Two have answered for it when it was published: one of them alone does not bring it back.
  const answering = [wanted.by, ...(wanted.authors ?? [])];
  await expectSecondPerson(rows, caller, answering);
  await expectNoMorePermissions(deps, caller, files, answering);
  const draft = await loadDraft(rows, pack);
  if (input.changes === undefined) await expectNoChanges(rows, pack, draft.files);
  const made = await makeRelease(deps, {
    tenant,
    pack,
    files,
    by,
    ...(input.note !== undefined && { note: input.note }),
    also: async (tx, release) => {
      expectDraftRevision(draft.revision, await tx.currentNumber(draftSeries(pack)));
      const before = await tx.releases.first({
        filter: { pack, release: { $lt: release.release } },
        sort: ['-release'],
      });
      const at = deps.clock.now();
      await rebaseDraft(tx, {
        pack,
        // What is to go is taken for unchanged, and follows.
        before: input.changes === 'discard' ? draft.files : (before?.files as unknown as PackFiles | undefined),
        after: files,
        release: release.release,
        by,
        at,
      });
      await appendAudit(deps, tx, byCaller(caller), 'pack-rolled-back', {
        pack,
        to: input.release,
        release: release.release,
        hash: release.hash,
      });
    },
  });
  return { release: made.release, hash: made.hash };
}

/** Changes that were never published are neither thrown away nor mixed with an earlier release without a word. */
async function expectNoChanges(rows: TenantStore, pack: string, files: PackFiles): Promise<void> {
  const current = await rows.releases.first({ filter: { pack, current: true }, fields: ['release', 'hash'] });
  if (current && current.hash !== hashOfFiles(files)) throw invalidAt('server/draft-changed', '/changes', { pack });
}
