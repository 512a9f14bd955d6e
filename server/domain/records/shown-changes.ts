import {
  type Field,
  formatAt,
  type HistoryChange,
  isJsonObject,
  type JsonObject,
  type Locale,
  localise,
  own,
  type Text,
} from '../../../engine/index.ts';
import type { HistoryRow } from '../../store/rows.ts';
import type { Access } from './field-rights.ts';
import { type FormUse, formatContext, type Scene } from './form-use.ts';
import { isOpen } from './open-fields.ts';
import type { Change } from './record-changes.ts';
import { rowChanges } from './row-changes.ts';
import { visibleWith } from './visible.ts';

/** What a link says was changed, of what a caller with these rights may see. */
export function changesShown(scene: Scene, use: FormUse, access: Access, link: HistoryRow): HistoryChange[] {
  return changesIn(link.body).flatMap((change) => shownChange(scene, use, access, change));
}

function changesIn(body: JsonObject): Change[] {
  return Array.isArray(body.changes)
    ? body.changes.filter(isJsonObject).map((change) => change as unknown as Change)
    : [];
}

function shownChange(scene: Scene, use: FormUse, access: Access, { path, before, after }: Change): HistoryChange[] {
  const { caller, around } = scene;
  const field = own(use.form.fields, path);
  if (!field || !isOpen(access, path)) return [];
  const seen = (value: Change['after']) =>
    visibleWith(access, use, value === undefined ? {} : { [path]: value }, around, caller.locale);
  const [old, now] = [seen(before), seen(after)];
  if (field.columns) return shownRows(scene, use, field, old.data[path], now.data[path]);
  return [{ path: `/${path}`, title: field.title, before: old.textOf(path), after: now.textOf(path) }];
}

/** Each cell that differs, and each row that came or went. */
function shownRows(
  { around, caller }: Scene,
  use: FormUse,
  field: Field,
  before: Change['before'],
  after: Change['after'],
): HistoryChange[] {
  const format = formatContext(use.loaded, around.zone, caller.locale);
  const columns = Object.values(field.columns ?? {});
  const cell = (name: string, row: JsonObject) => formatAt(use.form, `${field.name}.${name}`, row[name], format);
  const whole = (row: JsonObject) =>
    columns
      .map(({ name, title }) => [localise(title, caller.locale), cell(name, row)] as const)
      .filter(([, text]) => text !== '')
      .map((parts) => parts.join(caller.locale === 'zh-CN' ? '：' : ': '))
      .join(caller.locale === 'zh-CN' ? '；' : '; ');
  return rowChanges(rowsIn(before), rowsIn(after)).flatMap((change): HistoryChange[] => {
    const path = `/${field.name}/${change.row}`;
    const title = rowTitle(field.title, change.row);
    if (change.kind === 'added') return [{ path, title, before: '', after: whole(change.after) }];
    if (change.kind === 'removed') return [{ path, title, before: whole(change.before), after: '' }];
    return columns.flatMap((column) => {
      const [old, now] = [cell(column.name, change.before), cell(column.name, change.after)];
      if (old === now) return [];
      const of = rowTitle(field.title, change.row, column.title);
      return [{ path: `${path}/${column.name}`, title: of, before: old, after: now }];
    });
  });
}

const rowsIn = (value: Change['after']) => (Array.isArray(value) ? value : []);

/** "Items, row 2: Cost". */
function rowTitle(rows: Text, index: number, column?: Text): Text {
  const text = (locale: Locale, of: (name: string, row: number) => string, colon: string) =>
    of(localise(rows, locale), index + 1) + (column === undefined ? '' : colon + localise(column, locale));
  return {
    en: text('en', (name, row) => `${name}, row ${row}`, ': '),
    'zh-CN': text('zh-CN', (name, row) => `${name}第 ${row} 行`, '：'),
  };
}
