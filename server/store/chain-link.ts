import { hashOf, isJsonObject, type Json, type JsonObject } from '../../engine/index.ts';

/** What the hash of a link of history or audit is over: all of it but where it lies, its hash, and what signs that. */
export function contentOf(row: object): JsonObject {
  const { _id, id, tenant, hash, mac, ...content } = row as JsonObject;
  return content;
}

export function hashOfLink(row: object): string {
  return hashOf(contentOf(row) as Json);
}

type Link = { seq: number; hash: string; kind?: string; body?: unknown; erased?: unknown };

/**
 * Judges the links of one chain in their order. One whose personal data was erased no longer leads to its hash: what it holds now
 * must be what the last link of the kind `erased` says of it.
 */
export function chainJudge() {
  const erased = new Map<number, Link>();
  const told = new Map<number, { hash: string; now: string }>();
  return {
    /** True for a link that is what its hash says, or that a later link must answer for. */
    isSound(link: Link): boolean {
      if (link.erased !== undefined) {
        erased.set(link.seq, link);
        return true;
      }
      if (hashOfLink(link) !== link.hash) return false;
      const { links } = (link.kind === 'erased' && isJsonObject(link.body as Json) ? link.body : {}) as JsonObject;
      for (const each of Array.isArray(links) ? links : [])
        if (isJsonObject(each)) told.set(Number(each.seq), { hash: String(each.hash), now: String(each.now) });
      return true;
    },
    /** At the end of the chain: the erased links that no link answers for. */
    unsound(): Link[] {
      return [...erased.values()].filter((link) => {
        const said = told.get(link.seq);
        return said?.hash !== link.hash || said.now !== hashOfLink(link);
      });
    },
  };
}
