import { describe, expect, it } from 'vitest';
import { replayRecord } from '../../server/commands/replay-record.ts';

const created = { seq: 1, kind: 'created', body: { data: { name: 'one', size: 1 } } };
const changed = (seq: number, ...changes: object[]) => ({ seq, kind: 'changed', body: { changes } });
const holder = ({ former, ...data }: { former?: object }) => ({
  collection: 'records.demo.thing',
  row: { _id: 'demo/x', data, ...(former && { former: [{ pack: 'p', release: 1, data: former }] }) },
});
const faults = (links: object[], data?: object) =>
  [...replayRecord('demo/record/x', links as never, data && holder(data))].map(({ id, path, code }) =>
    [id, path, code].filter(Boolean).join(' '),
  );

describe('a record and its history', () => {
  it.each<[string, object[], object | undefined, string[]]>([
    ['agree', [created, changed(2, { path: 'size', before: 1, after: 2 })], { name: 'one', size: 2 }, []],
    ['agree where a field was cleared', [created, changed(2, { path: 'size', before: 1 })], { name: 'one' }, []],
    ['agree where history begins later', [changed(1, { path: 'size', before: 7, after: 8 })], { size: 8, old: 1 }, []],
    ['agree where it was deleted', [created, { seq: 2, kind: 'deleted', body: {} }], undefined, []],
    ['differ in a value', [created], { name: 'one', size: 3 }, ['demo/x /data/size record-differs']],
    [
      'differ in a field that nobody wrote',
      [created],
      { name: 'one', size: 1, more: [] },
      ['demo/x /data/more record-differs'],
    ],
    [
      'differ in what was there before a change',
      [created, changed(2, { path: 'size', before: 5, after: 2 })],
      { name: 'one', size: 2 },
      ['demo/record/x /2 record-diverged'],
    ],
    [
      'differ where it is there though deleted',
      [created, { seq: 2, kind: 'deleted', body: {} }],
      { name: 'one', size: 1 },
      ['demo/x record-deleted'],
    ],
    [
      'agree where a release took a field out and its link, of an earlier build, does not say so (B2)',
      [created, { seq: 2, kind: 'changed', body: { release: 2, changes: [{ path: 'other', after: 'x' }] } }],
      { name: 'one', other: 'x', former: { size: 1 } },
      [],
    ],
    [
      'differ where a field is gone that no release took out',
      [created, { seq: 2, kind: 'changed', body: { release: 2, changes: [{ path: 'other', after: 'x' }] } }],
      { name: 'one', other: 'x', former: { size: 2 } },
      ['demo/x /data/size record-differs'],
    ],
    ['differ where it is gone', [created], undefined, ['demo/record/x chain-stray']],
  ])('%s', (_what, links, data, expected) => {
    expect(faults(links, data)).toEqual(expected);
  });
});
