// What of a record's data is sealed, and by what it is still found.
import {
  alike,
  canonicalJson,
  type Field,
  isJsonObject,
  isTypedText,
  type Json,
  type JsonObject,
} from '../../../engine/index.ts';
import type { Secret, SecretParts } from './secret-parts.ts';

export type Parts = {
  /** What stays readable in the store. */
  clear: JsonObject;
  /** By field: its value, or of rows and objects what is sealed in them. */
  secret: JsonObject;
  /** The shape of the secret parts, each value replaced by its blind hash. */
  blind: JsonObject;
};
/** The blind hash of a value of the field at a path. */
export type Blind = (path: string, value: Json) => string;

export function splitData(secrets: SecretParts, data: JsonObject, blind: Blind, before = ''): Parts {
  const parts: Parts = { clear: { ...data }, secret: {}, blind: {} };
  for (const [name, secret] of secrets) {
    const value = data[name];
    if (value === undefined) continue;
    const path = before + name;
    if (secret.whole) {
      delete parts.clear[name];
      parts.secret[name] = value;
      const hashed = blindOf(secret.field, path, value, blind);
      if (hashed !== undefined) parts.blind[name] = hashed;
    } else splitWithin(parts, name, secret, value, (inner, each) => splitData(inner, each, blind, `${path}.`));
  }
  return parts;
}

function splitWithin(
  parts: Parts,
  name: string,
  { parts: inner }: Secret & { whole: false },
  value: Json,
  split: (inner: SecretParts, value: JsonObject) => Parts,
): void {
  if (Array.isArray(value)) {
    const rows = value.map((row) => split(inner, isJsonObject(row) ? row : {}));
    parts.clear[name] = rows.map(({ clear }) => clear);
    parts.secret[name] = rows.map(({ secret }) => secret);
    parts.blind[name] = rows.map((row) => row.blind);
  } else if (isJsonObject(value)) {
    const found = split(inner, value);
    if (Object.keys(found.secret).length === 0) return;
    parts.clear[name] = found.clear;
    parts.secret[name] = found.secret;
    parts.blind[name] = found.blind;
  }
}

/** The data as it was before it was split. What is sealed tells by itself whether it is a whole value or what lay in one. */
export function joinData(clear: JsonObject, secret: JsonObject): JsonObject {
  const data: JsonObject = { ...clear };
  for (const [name, value] of Object.entries(secret)) data[name] = joined(clear[name], value);
  return data;
}

function joined(clear: Json | undefined, secret: Json): Json {
  if (Array.isArray(clear) && Array.isArray(secret))
    return clear.map((row, index) => {
      const part = secret[index];
      return part === undefined ? row : joined(row, part);
    });
  return isJsonObject(clear) && isJsonObject(secret) ? joinData(clear, secret) : secret;
}

/**
 * A value with every plain part replaced by its hash: parts of objects and items of lists are found by equality too. Texts that
 * look alike have the same hash.
 */
export function blindOf(field: Field | undefined, path: string, value: Json, blind: Blind): Json | undefined {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map((item) => blindOf(undefined, path, item, blind) ?? null);
  if (isJsonObject(value)) {
    const parts = Object.entries(value).map(([name, part]) => [
      name,
      blindOf(undefined, `${path}.${name}`, part, blind) ?? null,
    ]);
    return Object.fromEntries(parts) as JsonObject;
  }
  const plain = field?.kind.normalise(value, field.declaration) ?? value;
  return blind(path, field && isTypedText(field) && typeof plain === 'string' ? alike(plain) : plain);
}

/** Counts up when values are folded otherwise: blind hashes of earlier builds are then made anew when a server starts. */
export const BLINDED = 3;

export function blindInput(form: string, path: string, value: Json): string {
  return `${form}\n${path}\n${canonicalJson(value)}`;
}
