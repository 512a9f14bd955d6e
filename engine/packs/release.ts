import { hashOf } from '../core/canonical.ts';
import type { PackFiles } from './pack.ts';

/** The files in their canonical order and the hash that names them, whatever order they came in. */
export function releaseOf(files: PackFiles): { hash: string; files: PackFiles } {
  const definitions = [...files.definitions].sort((a, b) => order(a.kind, b.kind) || order(a.key, b.key));
  const ordered: PackFiles = { pack: files.pack, definitions };
  return { hash: hashOf(ordered), files: ordered };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
