import type { PackFiles } from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import { conflict, invalidAt } from '../../fault.ts';
import { hashOfFiles } from './make-release.ts';

/** Throws where the draft has changed since it was read. */
export function expectDraftRevision(expected: number, found: number): void {
  if (expected !== found) throw conflict('draft', expected, found);
}

/** Throws where the current release holds these files already. */
export async function expectDraftChanged(rows: TenantStore, pack: string, files: PackFiles): Promise<void> {
  const current = await rows.releases.first({ filter: { pack, current: true }, fields: ['release', 'hash'] });
  if (current?.hash === hashOfFiles(files)) throw invalidAt('server/pack-unchanged', '', { release: current.release });
}
