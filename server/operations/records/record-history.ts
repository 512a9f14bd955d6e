import { type HistoryItem, isJsonObject, type JsonObject, type Locale, own, type Page } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import type { HistoryRow } from '../../store/rows.ts';
import { linksOf } from '../history/append-link.ts';
import { historyItem, nameOf } from '../history/history-item.ts';
import { loadSurroundings } from '../surroundings/load-surroundings.ts';
import type { FormUse, Scene } from './form-use.ts';
import { type RecordId, readableRecord } from './get-record.ts';
import { isReadable } from './open-fields.ts';
import type { Change } from './record-changes.ts';
import { visibleTo } from './visible.ts';

const sentences: { [kind: string]: { [L in Locale]: string } } = {
  created: { en: '{who} created the record', 'zh-CN': '{who}创建了记录' },
  changed: { en: '{who} changed {fields}', 'zh-CN': '{who}修改了{fields}' },
  deleted: { en: '{who} deleted the record', 'zh-CN': '{who}删除了记录' },
};

/** What happened to a record, oldest first; changes of fields that the caller may not see are left out. */
export async function recordHistory(deps: Deps, caller: Caller, which: RecordId): Promise<Page<HistoryItem>> {
  const { tenant } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const { row, use } = await readableRecord(scene, rows, which);
  const links = await linksOf(rows, 'record', row.id);
  return { items: links.map((link) => itemOf(scene, use, link)) };
}

function itemOf(scene: Scene, use: FormUse, link: HistoryRow): HistoryItem {
  const { caller, around } = scene;
  const changes = changesShown(scene, use, link);
  const separator = caller.locale === 'zh-CN' ? '、' : ', ';
  const fields = changes
    .map(({ title }) => (typeof title === 'string' ? title : (title[caller.locale] ?? title.en ?? '')))
    .join(separator);
  const text = (own(sentences, link.kind)?.[caller.locale] ?? link.kind)
    .replace('{who}', nameOf(around, link.actor, caller.locale))
    .replace('{fields}', fields || '…');
  return historyItem(link, around, text, changes.length > 0 ? { changes } : {});
}

/** What a link says was changed, of what the caller may see. */
export function changesShown(scene: Scene, use: FormUse, link: HistoryRow): NonNullable<HistoryItem['changes']> {
  return changesIn(link.body).flatMap((change) => shownChange(scene, use, change) ?? []);
}

function changesIn(body: JsonObject): Change[] {
  return Array.isArray(body.changes)
    ? body.changes.filter(isJsonObject).map((change) => change as unknown as Change)
    : [];
}

function shownChange(
  { caller, around }: Scene,
  use: FormUse,
  { path, before, after }: Change,
): NonNullable<HistoryItem['changes']>[number] | undefined {
  const field = own(use.form.fields, path);
  if (!field || !isReadable(use.form, caller, path)) return undefined;
  const text = (value: Change['after']) =>
    value === undefined ? '' : visibleTo(use, { [path]: value }, caller.actor, around, caller.locale).textOf(path);
  return { path: `/${path}`, title: field.title, before: text(before), after: text(after) };
}
