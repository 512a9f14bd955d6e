import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Json } from './json.ts';

/** One text for one value, whatever the order of its keys (RFC 8785 for the values we keep). */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  // By hand and not by map and join: each decision hashes the record's data.
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += (text === '' ? '' : ',') + canonicalJson(item);
    return `[${text}]`;
  }
  for (const key of Object.keys(value).sort())
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`;
  return `{${text}}`;
}

const encoder = new TextEncoder();

/** SHA-256 of the canonical text, in lower-case hex: names a release, a data snapshot, a link of history. */
export function hashOf(value: Json): string {
  return bytesToHex(sha256(encoder.encode(canonicalJson(value))));
}
