import { hashOf, type Json, type JsonObject } from '../../engine/index.ts';

/** What the hash of a link of history or audit is over: all of it but where it lies, and its hash. */
export function contentOf(row: object): JsonObject {
  const { _id, id, tenant, hash, ...content } = row as JsonObject;
  return content;
}

export function hashOfLink(row: object): string {
  return hashOf(contentOf(row) as Json);
}
