import { expect, it } from 'vitest';
import { copyOf } from '../../../designer/portal/forms/copy-record.ts';
import { formWith } from '../../engine/forms/sample.ts';

it('C9: a copy takes over what the person may fill in, and no files or numbers', () => {
  const form = formWith({
    subject: { type: 'text', title: 'Subject' },
    note: { type: 'text', title: 'Note' },
    scan: { type: 'attachment', title: 'Scan' },
    lines: {
      type: 'line-items',
      title: 'Lines',
      fields: { what: { type: 'text', title: 'What' }, proof: { type: 'attachment', title: 'Proof' } },
    },
  });
  const data = {
    subject: 'Rent',
    note: 'seen',
    scan: [{ id: 'f1' }],
    lines: [{ what: 'a', proof: [{ id: 'f2' }] }],
    gone: 'x',
  };
  expect(copyOf(form, data, { subject: 'edit', note: 'read', lines: 'edit' })).toEqual({
    subject: 'Rent',
    lines: [{ what: 'a' }],
  });
});
