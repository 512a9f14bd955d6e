import { describe, expect, it } from 'vitest';
import { rowChanges } from '../../../server/domain/records/row-changes.ts';

const rows = (count: number, text: string) => Array.from({ length: count }, (_, at) => ({ what: `${text} ${at}` }));

describe('changes of rows', () => {
  it('are told before the test’s time is over, however many rows are all changed at once (H14)', () => {
    for (let change = 0; change < 60; change++)
      expect(rowChanges(rows(1000, `a${change}`), rows(1000, `b${change}`))).toHaveLength(1000);
  }, 20_000);

  it('tell one row that came or went among a thousand', () => {
    const before = rows(1000, 'a');
    const after = [...before.slice(0, 500), { what: 'new' }, ...before.slice(500)];
    expect(rowChanges(before, after)).toEqual([{ kind: 'added', row: 500, after: { what: 'new' } }]);
    expect(rowChanges(after, before)).toEqual([{ kind: 'removed', row: 500, before: { what: 'new' } }]);
  });
});
