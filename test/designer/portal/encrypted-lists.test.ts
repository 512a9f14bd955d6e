import { describe, expect, it } from 'vitest';
import { conditionKind } from '../../../designer/portal/lists/condition-kind.ts';
import { everyColumn } from '../../../designer/portal/lists/list-columns.ts';
import { type Field, parseForm } from '../../../engine/index.ts';

const parsed = parseForm(
  {
    kind: 'form',
    key: 'client',
    title: 'Client',
    fields: {
      name: { type: 'text', title: 'Name' },
      number: { type: 'id-number', title: 'Number', encrypted: true },
      income: { type: 'money', title: 'Income', encrypted: true },
      limit: { type: 'money', title: 'Limit' },
    },
    access: { clerk: { create: true, read: 'all' } },
  },
  { options: () => undefined, form: () => undefined },
);

describe('a list with encrypted fields (H3)', () => {
  it('offers to sort by the others alone, and to find encrypted ones by equality alone', () => {
    expect(parsed.ok).toBe(true);
    if (!parsed.ok) return;
    const { fields } = parsed.value;
    const sortable = everyColumn(parsed.value, 'en').filter((column) => column.field && column.sortable);
    expect(sortable.map(({ path }) => path)).toEqual(['name', 'limit']);
    const kinds = ['name', 'number', 'income', 'limit'].map((name) => conditionKind(fields[name] as Field));
    expect(kinds).toEqual(['text', 'text', undefined, 'between']);
  });
});
