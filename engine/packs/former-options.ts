// Options that earlier releases of a pack offered: what is taken out of a list keeps its title where records hold it.
import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { isText } from '../core/text.ts';
import { OPTION_PATTERN, type Option } from '../fields/index.ts';
import type { PackFiles } from './pack.ts';

/** What a field once offered, and the set that it came from; options written in the field come from none. */
export type Offered = { set?: string; items: Option[] };
/** By place of the field in its form's definition: `/fields/kind`, `/fields/items/fields/kind`. */
export type FormerFields = { [at: JsonPointer]: Offered[] };
export type FormerOptions = { sets: { [key: string]: Option[] }; forms: { [form: string]: FormerFields } };

export const noFormer: FormerOptions = { sets: {}, forms: {} };

/** What these releases of one pack offered, the newest first. Definitions need not be such as this build still parses. */
export function formerOptions(releases: readonly Pick<PackFiles, 'definitions'>[]): FormerOptions {
  const former: FormerOptions = { sets: {}, forms: {} };
  for (const { definitions } of releases) {
    const sets: { [key: string]: Option[] } = {};
    for (const { kind, key, json } of definitions)
      if (kind === 'options' && Array.isArray(json.items)) sets[key] = optionsIn(json.items);
    for (const [key, items] of Object.entries(sets)) former.sets[key] = [...(own(former.sets, key) ?? []), ...items];
    for (const { kind, key, json } of definitions) {
      if (kind !== 'form') continue;
      const fields = own(former.forms, key) ?? {};
      former.forms[key] = fields;
      addFields(fields, json, '', sets);
    }
  }
  for (const [key, items] of Object.entries(former.sets)) former.sets[key] = firstOfEach(items);
  return former;
}

/** What a field offered, but for what it had from the set `but`. */
export function formerIn(fields: FormerFields | undefined, at: JsonPointer, but?: string): Option[] {
  const offered = (fields && own(fields, at)) ?? [];
  return firstOfEach(offered.filter(({ set }) => set === undefined || set !== but).flatMap(({ items }) => items));
}

function addFields(fields: FormerFields, holder: JsonObject, at: JsonPointer, sets: { [key: string]: Option[] }): void {
  for (const [name, json] of Object.entries(isJsonObject(holder.fields) ? holder.fields : {})) {
    if (!isJsonObject(json)) continue;
    const place = at + pointer('fields', name);
    addFields(fields, json, place, sets);
    const { options } = json;
    if (Array.isArray(options)) add(fields, place, { items: optionsIn(options) });
    else if (typeof options === 'string' && own(sets, options))
      add(fields, place, { set: options, items: own(sets, options) ?? [] });
  }
}

function add(fields: FormerFields, at: JsonPointer, offered: Offered): void {
  const known = own(fields, at) ?? [];
  fields[at] = [...known, offered];
}

function optionsIn(items: Json[]): Option[] {
  return items.flatMap((item) =>
    isJsonObject(item) && typeof item.key === 'string' && OPTION_PATTERN.test(item.key) && isText(item.title)
      ? [{ key: item.key, title: item.title }]
      : [],
  );
}

function firstOfEach(options: readonly Option[]): Option[] {
  const known = new Set<string>();
  return options.filter(({ key }) => !known.has(key) && known.add(key));
}
