import { LARGEST_FILE } from '../../../engine/index.ts';

/** `10MB`, `500KB`: in bytes; no limit of its own is the largest of all. */
export function bytesOf(size: string | undefined): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*(KB|MB)$/i.exec(size ?? '') ?? [];
  if (digits === undefined) return LARGEST_FILE;
  return Math.floor(Number(digits) * (unit?.toUpperCase() === 'KB' ? 1024 : 1024 * 1024));
}
