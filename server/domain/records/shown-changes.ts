import { type HistoryItem, isJsonObject, type JsonObject, own } from '../../../engine/index.ts';
import type { HistoryRow } from '../../store/rows.ts';
import type { FormUse, Scene } from './form-use.ts';
import { isReadable } from './open-fields.ts';
import type { Change } from './record-changes.ts';
import { visibleTo } from './visible.ts';

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
