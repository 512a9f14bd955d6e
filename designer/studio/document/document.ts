import {
  type DefinitionKind,
  fail,
  isJsonObject,
  issue,
  type Json,
  type JsonObject,
  ok,
  own,
  type Result,
  valueAt,
  withValueAt,
} from '../../../engine/index.ts';

/** What a draft is made of: its definitions, and what the application says of itself (pack.json). */
export type DocumentKind = DefinitionKind | 'pack';

/** Names one definition of the pack that is edited. */
export type DefinitionRef = { kind: DocumentKind; key: string };

/** Where a document keeps pack.json. */
export const packRef = { kind: 'pack', key: 'pack' } as const satisfies DefinitionRef;

/**
 * The draft of a pack as the studio edits it: plain JSON by `kind/key`, never changed in place.
 * It may be broken at any time (in the middle of a change); the engine's check says where.
 */
export type Document = { readonly definitions: { readonly [ref: string]: JsonObject } };

export function refOf({ kind, key }: DefinitionRef): string {
  return `${kind}/${key}`;
}

export function parseRef(ref: string): DefinitionRef {
  const slash = ref.indexOf('/');
  return { kind: ref.slice(0, slash) as DocumentKind, key: ref.slice(slash + 1) };
}

export function documentOf(definitions: { kind: DocumentKind; key: string; json: JsonObject }[]): Document {
  return { definitions: Object.fromEntries(definitions.map((one) => [refOf(one), one.json])) };
}

export function definition(document: Document, ref: DefinitionRef): JsonObject | undefined {
  return own(document.definitions, refOf(ref));
}

/** The document with one definition replaced; undefined removes it. */
export function withDefinition(document: Document, ref: DefinitionRef, json: JsonObject | undefined): Document {
  const definitions = { ...document.definitions };
  if (json) definitions[refOf(ref)] = json;
  else delete definitions[refOf(ref)];
  return { definitions };
}

/** Changes one definition by `change`, or says that there is none. */
export function edit(
  document: Document,
  ref: DefinitionRef,
  change: (json: JsonObject) => Result<JsonObject>,
): Result<Document> {
  const json = definition(document, ref);
  if (!json) return fail(issue('studio/not-found', '', { what: ref.kind, name: ref.key }));
  const changed = change(json);
  return changed.ok ? ok(withDefinition(document, ref, changed.value)) : changed;
}

/** The object at a pointer, or an empty one where there is none yet. */
export function objectAt(json: Json, path: string): JsonObject {
  const found = valueAt(json, path);
  return isJsonObject(found) ? found : {};
}

export function listAt(json: Json, path: string): Json[] {
  const found = valueAt(json, path);
  return Array.isArray(found) ? found : [];
}

/** `withValueAt` for a whole that is an object and stays one. */
export function put(json: JsonObject, path: string, value: Json | undefined): JsonObject {
  const changed = withValueAt(json, path, value);
  return isJsonObject(changed) ? changed : json;
}

/** Renames a key and keeps its place among the others. */
export function renameKey(map: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key === from ? to : key, value]));
}

export function inserted<T>(list: readonly T[], index: number, ...items: T[]): T[] {
  return [...list.slice(0, index), ...items, ...list.slice(index)];
}

/** The list with one item at another place, counted without it. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const item = list[from];
  if (item === undefined) return [...list];
  return inserted(
    list.filter((_, index) => index !== from),
    to,
    item,
  );
}

/** The map with one key at another place among the others. */
export function withKeyAt(map: JsonObject, key: string, to: number): JsonObject {
  const keys = Object.keys(map);
  return Object.fromEntries(moved(keys, keys.indexOf(key), to).map((name) => [name, map[name] ?? null]));
}
