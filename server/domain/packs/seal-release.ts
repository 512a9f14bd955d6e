// A release holds code that this server runs and rules that decide: who can write the store, or a backup of it, must not be
// able to put their own there. Each release is sealed with the server's key, which no store holds.
import { createHash } from 'node:crypto';
import type { Secrets } from '../../deps.ts';
import type { ReleaseRow } from '../../store/rows.ts';

const USE = 'releases';
export type Sealed = Pick<ReleaseRow, 'tenant' | 'pack' | 'release' | 'hash' | 'files' | 'structures' | 'requires'>;

/** What a release carries to show that this server's key has seen it as it is. */
export function sealOf(secrets: Pick<Secrets, 'digests'>, row: Sealed): string {
  return secrets.digests(contentOf(row), USE)[0] ?? '';
}

export function isSealed(secrets: Pick<Secrets, 'digests'>, row: Sealed & { seal?: string }): boolean {
  return row.seal !== undefined && secrets.digests(contentOf(row), USE).includes(row.seal) && isWhole(row.structures);
}

function contentOf({ tenant, pack, release, hash, files, structures, requires = {} }: Sealed): string {
  const required = Object.entries(requires).sort(([a], [b]) => (a < b ? -1 : 1));
  // `files` and `structures` are stored as text: their keys keep their order.
  const parts = JSON.stringify([tenant, pack, release, hash, files, structures, required]);
  return createHash('sha256').update(parts).digest('hex');
}

/** Whether each validator is the code that its hash names: by that name it is kept and sent to browsers. */
function isWhole(structures: ReleaseRow['structures']): boolean {
  return Object.values(structures).every(({ hash, code }) => createHash('sha256').update(code).digest('hex') === hash);
}
