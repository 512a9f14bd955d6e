import type { ReleaseItem } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { notFound } from '../../fault.ts';

/** Releases of a pack, newest first. */
export async function listReleases(deps: Deps, caller: Caller, pack: string): Promise<{ items: ReleaseItem[] }> {
  await requirePermission(deps, caller, 'studio', 'publish');
  const rows = deps.store.tenant(caller.actor.tenant);
  const releases = await rows.releases.find({
    filter: { pack },
    sort: ['-release'],
    limit: 200,
    fields: ['release', 'hash', 'at', 'by', 'note', 'current'],
  });
  if (releases.length === 0 && !(await rows.packDrafts.first({ filter: { pack, kind: 'pack' }, fields: ['id'] })))
    throw notFound('pack', pack);
  const people = await rows.people.find({
    filter: { id: { $in: [...new Set(releases.map(({ by }) => by))] } },
    fields: ['id', 'title'],
  });
  const titles = new Map(people.map(({ id, title }) => [id, title]));
  return {
    items: releases.map(({ release, hash, at, by, note, current }) => ({
      release,
      hash,
      at,
      by: { id: by, title: titles.get(by) ?? by },
      ...(note !== undefined && { note }),
      current,
    })),
  };
}
