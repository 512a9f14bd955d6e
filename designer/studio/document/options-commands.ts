import {
  assertNever,
  fail,
  isJsonObject,
  issue,
  type Json,
  type JsonObject,
  OPTION_PATTERN,
  ok,
  optionsSchema,
  type Result,
  valueAt,
} from '../../../engine/index.ts';
import type { OptionsCommand } from './command.ts';
import { type DefinitionRef, type Document, definition, edit, inserted, listAt, moved, put } from './document.ts';
import { withMentionsOf } from './mention.ts';
import { mentionsOfOption } from './option-mentions.ts';

/** How many the schema allows. */
export const mostOptions = Number(valueAt(optionsSchema, '/properties/items/maxItems'));

export function isOptionKey(text: string): boolean {
  return OPTION_PATTERN.test(text);
}

export function applyOptionsCommand(document: Document, command: OptionsCommand): Result<Document> {
  const ref: DefinitionRef = { kind: 'options', key: command.options };
  switch (command.type) {
    case 'option.take':
      return edit(document, ref, (set) => take(set, command.items, command.index));
    case 'option.remove':
      return edit(document, ref, (set) => remove(set, command.index));
    case 'option.move':
      return edit(document, ref, (set) => ok(put(set, '/items', moved(itemsOf(set), command.from, command.to))));
    case 'option.rename':
      return rename(document, ref, command.index, command.to);
    default:
      return assertNever(command);
  }
}

function itemsOf(set: JsonObject): Json[] {
  return listAt(set, '/items');
}

function keyOf(item: Json | undefined): string | undefined {
  return isJsonObject(item) && typeof item.key === 'string' ? item.key : undefined;
}

function take(set: JsonObject, taken: JsonObject[], index: number | undefined): Result<JsonObject> {
  const before = itemsOf(set);
  const known = new Set(before.map(keyOf));
  const byKey = new Map(taken.map((item) => [keyOf(item), item]));
  const fresh = taken.filter((item) => !known.has(keyOf(item)));
  if (before.length + fresh.length > mostOptions)
    return fail(issue('studio/too-many', '/items', { max: mostOptions, found: before.length + fresh.length }));
  const followed = before.map((item) => {
    const said = byKey.get(keyOf(item));
    return isJsonObject(item) && said ? { ...item, ...said } : item;
  });
  return ok(put(set, '/items', inserted(followed, index ?? followed.length, ...fresh)));
}

function remove(set: JsonObject, index: number): Result<JsonObject> {
  const gone = itemsOf(set)[index];
  if (gone === undefined) return notFound(index);
  const left = itemsOf(set).filter((_, at) => at !== index);
  const key = keyOf(gone);
  // Another item of the same key stays what the children stand below.
  if (key === undefined || left.some((item) => keyOf(item) === key)) return ok(put(set, '/items', left));
  const heir = isJsonObject(gone) ? gone.parent : undefined;
  return ok(put(set, '/items', reparented(left, key, typeof heir === 'string' ? heir : undefined)));
}

function reparented(items: Json[], from: string, to: string | undefined): Json[] {
  return items.map((item) => (isJsonObject(item) && item.parent === from ? put(item, '/parent', to) : item));
}

function rename(document: Document, ref: DefinitionRef, index: number, to: string): Result<Document> {
  const set = definition(document, ref);
  const items = itemsOf(set ?? {});
  const item = items[index];
  if (!isJsonObject(item)) return notFound(index);
  if (!isOptionKey(to)) return fail(issue('studio/option-key', '/key', { name: to }));
  if (items.some((other, at) => at !== index && keyOf(other) === to))
    return fail(issue('studio/name-taken', '/key', { name: to }));
  const from = keyOf(item);
  const renamed = items.map((other, at) => (at === index ? { ...item, key: to } : other));
  // Of two items with one key, what is said elsewhere goes on meaning the other one.
  const alone = from !== undefined && !renamed.some((other) => keyOf(other) === from);
  const draft = alone ? withMentionsOf(document, mentionsOfOption(document, ref.key, from), to) : document;
  return edit(draft, ref, (json) => ok(put(json, '/items', alone ? reparented(renamed, from, to) : renamed)));
}

function notFound(index: number) {
  const what = { en: 'Option', 'zh-CN': '选项' };
  return fail(issue('studio/not-found', '', { what, name: String(index + 1) }));
}
