import { own, type PageScreen } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { forbidden, notFound } from '../../fault.ts';
import { shownBlocks } from './shown-blocks.ts';

/** A page for a reader who may see at least something of it. What its blocks show, each of them asks for itself. */
export async function pageScreen(deps: Deps, { actor }: Caller, key: string): Promise<PageScreen> {
  const loaded = await deps.packs.withPage(actor.tenant, key);
  const page = own(loaded.pack.pages, key);
  if (!page) throw notFound('page', key);
  const blocks = shownBlocks(actor, page, await deps.packs.current(actor.tenant));
  if (blocks.length === 0) throw forbidden('read', 'page');
  return { key, title: page.title, pack: loaded.key, release: loaded.release, blocks };
}
