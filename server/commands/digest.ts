import { createHash } from 'node:crypto';
import { countOf, type Doc, documentsOf, lineOf, type Place } from './place.ts';

/** What two copies of a collection are compared by. */
export type Digest = { count: number; sha256: string };

/** Takes documents in order of their ids. */
export function digester(): { add(document: Doc): void; result(): Digest } {
  const hash = createHash('sha256');
  let count = 0;
  return {
    add(document) {
      hash.update(lineOf(document)).update('\n');
      count += 1;
    },
    result: () => ({ count, sha256: hash.digest('hex') }),
  };
}

export async function digestOf(place: Place, collection: string): Promise<Digest> {
  const digest = digester();
  for await (const page of documentsOf(place, collection)) for (const document of page) digest.add(document);
  const found = digest.result();
  const counted = await countOf(place, collection);
  // Reading goes by comparing ids, which holds for ids of one type.
  if (counted !== found.count) throw new Error(`${collection} changed while it was read, or has ids of several types`);
  return found;
}

export const sameDigest = (a: Digest, b: Digest): boolean => a.count === b.count && a.sha256 === b.sha256;
