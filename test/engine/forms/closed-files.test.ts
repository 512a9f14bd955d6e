import { describe, expect, it } from 'vitest';
import type { FieldAccess } from '../../../engine/access/index.ts';
import type { JsonObject } from '../../../engine/core/json.ts';
import type { LinkSource } from '../../../engine/forms/link-values.ts';
import { write } from '../../../engine/forms/write.ts';
import { contextOf, formWith } from './sample.ts';

const form = formWith({
  paper: { type: 'attachment' },
  open: { type: 'attachment' },
  rows: { type: 'line-items', fields: { scan: { type: 'attachment' } } },
});
const file = (id: string) => ({ id, name: `${id}.pdf`, size: 1, type: 'application/pdf' });
const before: JsonObject = { paper: [file('f1')], rows: [{ scan: [file('f2')] }] };
// Neither is a file that the writer has uploaded.
const links = { record: () => undefined, file: () => undefined } as unknown as LinkSource;
const taken = (id: string, by: 'person' | 'chart', access: { [field: string]: FieldAccess }) => {
  const full = contextOf(form, { exists: true });
  const ctx = { ...full, access: { ...full.access, ...access } };
  const { data, issues } = write(form, { open: [file(id)] }, ctx, { before, by, links });
  return issues.map(({ code }) => code).join() || data.open;
};

describe('N14: a file of the record', () => {
  it.each([
    ['f1', { paper: 'hidden' }],
    ['f1', { paper: 'masked' }],
    ['f2', { 'rows.scan': 'hidden' }],
    ['f2', { rows: 'hidden' }],
  ] as const)('%s is not taken into an open field by a person for whom its own is %j', (id, access) => {
    expect(taken(id, 'person', access)).toBe('record/file-missing');
    expect(taken(id, 'chart', access)).toEqual([file(id)]);
  });

  it('is taken by those who see it', () => {
    expect(taken('f1', 'person', { paper: 'read' })).toEqual([file('f1')]);
    expect(taken('f2', 'person', { rows: 'read' })).toEqual([file('f2')]);
  });
});
