// Read by `kept.test.ts`, and run by nothing: what counts as a test that runs, and what does not.
import { describe, it } from 'vitest';

const rows = [
  ['a', 1],
  ['b', 2],
] as const;

export function sample(): void {
  it('runs', () => {});
  it.each(rows)('runs with %s', () => {});
  // it('is in a comment', () => {});
  it.skip('is skipped', () => {});
  describe.skip('a group', () => {
    it('is in a skipped group', () => {});
  });
  it.runIf(process.env.NOTHING)('waits for something', () => {});
}
