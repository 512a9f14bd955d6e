// What a server remembers of its store outside of it, beside its key: how far each audit had come, and that releases are
// sealed. Who can write the store alone cannot take it back.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The end of an audit as it was seen; from `from` on each entry is signed. */
export type AuditAnchor = { from: number; seq: number; hash: string; at: string };
type StoreAnchors = { sealed?: true; audit: { [tenant: string]: AuditAnchor } };
type Anchors = { [store: string]: StoreAnchors };
export type AnchorPlace = { data: string; storeUri: string };

const FILE = 'anchors.json';

export function auditAnchors(place: AnchorPlace): { [tenant: string]: AuditAnchor } {
  return read(place)[nameOf(place)]?.audit ?? {};
}

/** Remembers the end of an audit; one that was further on before stays. */
export function anchorAudit(place: AnchorPlace, tenant: string, anchor: AuditAnchor): void {
  change(place, (own) => {
    const before = own.audit[tenant];
    if (before && before.seq > anchor.seq) return;
    own.audit[tenant] = { ...anchor, from: before?.from ?? anchor.from };
  });
}

export function isKnownSealed(place: AnchorPlace): boolean {
  return read(place)[nameOf(place)]?.sealed === true;
}

export function noteSealed(place: AnchorPlace): void {
  if (!isKnownSealed(place))
    change(place, (own) => {
      own.sealed = true;
    });
}

function change(place: AnchorPlace, with_: (own: StoreAnchors) => void): void {
  const all = read(place);
  const own = all[nameOf(place)] ?? { audit: {} };
  with_(own);
  all[nameOf(place)] = own;
  mkdirSync(place.data, { recursive: true });
  const path = join(place.data, FILE);
  // Whole or not at all, whenever the process ends.
  writeFileSync(`${path}.new`, `${JSON.stringify(all, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function read({ data }: AnchorPlace): Anchors {
  try {
    return JSON.parse(readFileSync(join(data, FILE), 'utf8')) as Anchors;
  } catch (cause) {
    if ((cause as { code?: string }).code === 'ENOENT') return {};
    throw cause;
  }
}

/** A name for the store without a password that its address may carry. */
function nameOf({ storeUri }: AnchorPlace): string {
  const plain = storeUri.startsWith('sqlite:')
    ? `sqlite:${resolve(storeUri.slice('sqlite:'.length))}`
    : storeUri.replace(/\/\/[^/@]*@/, '//').replace(/\?.*$/, '');
  return createHash('sha256').update(plain).digest('hex').slice(0, 32);
}
