import {
  type Actor,
  can,
  type Form,
  own,
  type Pack,
  type PageBlock,
  type PageDefinition,
  type ShownBlock,
} from '../../../engine/index.ts';
import type { LoadedPack } from '../../deps.ts';
import { mayOpenDashboard } from '../../domain/dashboards/may-open-dashboard.ts';
import { accessOf } from '../../domain/records/field-rights.ts';
import { isOpenView } from '../../domain/records/open-fields.ts';

/**
 * The blocks that the actor may see; none at all where the actor may see only the text written on the page, unless that is all
 * there is. A block whose target is gone from the packs of today is left out like one that the actor may not see.
 */
export function shownBlocks(actor: Actor, page: PageDefinition, packs: readonly LoadedPack[]): ShownBlock[] {
  const shown = page.blocks.flatMap((block) => shownBlock(actor, block, packs) ?? []);
  const isText = ({ type }: { type: string }) => type === 'text';
  return shown.every(isText) && !page.blocks.every(isText) ? [] : shown;
}

function shownBlock(actor: Actor, block: PageBlock, packs: readonly LoadedPack[]): ShownBlock | undefined {
  if (block.type === 'text') return block;
  if (block.type === 'dashboard') {
    const dashboard = find(packs, (pack) => own(pack.dashboards, block.dashboard));
    return dashboard && mayOpenDashboard(actor, dashboard) ? { ...block, title: dashboard.title } : undefined;
  }
  const form = find(packs, (pack) => own(pack.forms, block.form));
  return form && can(actor, 'read', form.access) ? shownView(actor, form, block.view) : undefined;
}

// Where no view is named, it is the first one that the list offers too.
function shownView(actor: Actor, form: Form, named: string | undefined): ShownBlock | undefined {
  const open = Object.values(form.views).filter((view) => isOpenView(view, accessOf(form, actor)));
  const view = named === undefined ? open[0] : open.find(({ key }) => key === named);
  if (view) return { type: 'view', form: form.key, view: view.key, title: view.title };
  return named === undefined ? { type: 'view', form: form.key, title: form.title } : undefined;
}

// Keys are unique among the packs of a tenant, so a page may show what stands in a pack that its own requires.
function find<T>(packs: readonly LoadedPack[], pick: (pack: Pack) => T | undefined): T | undefined {
  for (const { pack } of packs) {
    const found = pick(pack);
    if (found !== undefined) return found;
  }
  return undefined;
}
