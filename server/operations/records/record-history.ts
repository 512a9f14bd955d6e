import { setImmediate } from 'node:timers/promises';
import { type HistoryItem, type Locale, own, type Page } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { linksOf } from '../../domain/history/append-link.ts';
import { historyItem, nameOf } from '../../domain/history/history-item.ts';
import { type Access, fieldsOn, readerOf } from '../../domain/records/field-rights.ts';
import type { FormUse, Scene } from '../../domain/records/form-use.ts';
import { type RecordId, readableRecord } from '../../domain/records/readable-record.ts';
import { changesShown } from '../../domain/records/shown-changes.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import type { HistoryRow } from '../../store/rows.ts';

const sentences: { [kind: string]: { [L in Locale]: string } } = {
  created: { en: '{who} created the record', 'zh-CN': '{who}创建了记录' },
  changed: { en: '{who} changed {fields}', 'zh-CN': '{who}修改了{fields}' },
  erased: { en: '{who} erased personal data', 'zh-CN': '{who}删除了个人信息' },
  deleted: { en: '{who} deleted the record', 'zh-CN': '{who}删除了记录' },
};

/** What happened to a record, oldest first; changes of fields that the caller may not see are left out. */
export async function recordHistory(deps: Deps, caller: Caller, which: RecordId): Promise<Page<HistoryItem>> {
  const { tenant } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const { row, use, about } = await readableRecord(scene, rows, which);
  const access = fieldsOn(readerOf(scene), { use, row, about });
  const links = await linksOf(rows, 'record', row.id);
  const items: HistoryItem[] = [];
  for (const link of links) {
    items.push(itemOf(scene, use, access, link));
    // Long histories of many rows take a while: others are served in between.
    await setImmediate();
  }
  return { items };
}

function itemOf(scene: Scene, use: FormUse, access: Access, link: HistoryRow): HistoryItem {
  const { caller, around } = scene;
  const changes = changesShown(scene, use, access, link);
  const separator = caller.locale === 'zh-CN' ? '、' : ', ';
  const fields = changes
    .map(({ title }) => (typeof title === 'string' ? title : (title[caller.locale] ?? title.en ?? '')))
    .join(separator);
  const text = (own(sentences, link.kind)?.[caller.locale] ?? link.kind)
    .replace('{who}', nameOf(around, link.actor, caller.locale))
    .replace('{fields}', fields || '…');
  return historyItem(link, around, text, changes.length > 0 ? { changes } : {});
}
