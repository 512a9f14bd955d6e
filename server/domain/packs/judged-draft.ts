import type { PackFiles } from '../../../engine/index.ts';
import type { Deps, LoadedPack } from '../../deps.ts';
import { loadDraft } from './draft.ts';
import { type Judged, judge } from './judge-draft.ts';

/** The release of a pack that runs now. */
export async function currentRelease(deps: Deps, tenant: string, pack: string): Promise<LoadedPack | undefined> {
  return (await deps.packs.current(tenant)).find(({ key }) => key === pack);
}

/** A draft with everything that is wrong with it. */
export async function judgedDraft(deps: Deps, tenant: string, pack: string): Promise<Judged & { files: PackFiles }> {
  const { files } = await loadDraft(deps.store.tenant(tenant), pack);
  return { ...(await judge(deps, tenant, pack, files)), files };
}
