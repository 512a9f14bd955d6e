// What a role may not read cannot be had through a value that is made of it: a filled field, a formula, a copy.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject, RecordView } from '../../../engine/index.ts';
import { openOffice, type SmallOffice } from '../../support/small-office.ts';
import { smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const text = (title: string, more: JsonObject = {}): JsonObject => ({ type: 'text', title, maxLength: 80, ...more });

const source: JsonObject = {
  kind: 'form',
  key: 'source',
  title: 'Source',
  fields: { label: text('Label'), secret: text('Secret'), gone: text('Gone') },
  record: { display: '{{label}}' },
  access: {
    maker: { read: 'all', fields: { secret: 'masked', gone: 'hidden' } },
    finance: { create: true, read: 'all', update: 'all' },
  },
};
const copy: JsonObject = {
  kind: 'form',
  key: 'copy',
  title: 'Copy',
  fields: {
    subject: text('Subject'),
    ref: {
      type: 'reference',
      title: 'Ref',
      form: 'source',
      display: 'label',
      carry: ['secret'],
      fill: { filled: 'secret', typed: 'gone' },
    },
    filled: text('Filled', { readonly: true }),
    typed: text('Typed'),
    made: text('Made', { compute: { cat: ['<', { var: 'ref.secret' }, '>'] } }),
    again: text('Again', { compute: { cat: [{ var: 'made' }, { var: 'typed' }] } }),
    price: { type: 'number', title: 'Price', compute: { '*': [{ var: 'cost' }, 2] } },
    cost: { type: 'number', title: 'Cost' },
  },
  record: { display: '{{subject}} {{filled}} {{again}}', search: ['filled', 'again'] },
  views: { all: { type: 'table', title: 'All', columns: ['subject', 'filled', 'typed', 'made', 'again', 'price'] } },
  access: {
    // Naming a formula opens what this form closes, never what the other form does.
    maker: { create: true, read: 'own', update: 'own', fields: { again: 'read' } },
    finance: { read: 'all' },
    auditor: { read: 'all', fields: { cost: 'hidden' } },
    manager: { read: 'all', fields: { cost: 'hidden', price: 'read' } },
  },
};

describeEachStore('values made of closed ones', (store) => {
  let office: SmallOffice;
  const as = (name: string) => office.as(name);
  const file: SmallOffice['file'] = (...sent) => office.file(...sent);

  beforeAll(async () => {
    office = await openOffice(store, {
      ...smallPack(),
      'notes/forms/source.json': source,
      'notes/forms/copy.json': copy,
    });
  });
  afterAll(() => office.stop());

  it('H8: what a role may not read of the linked record is not in the fields that it fills, nor in formulas over it', async () => {
    const of = await file('finance', 'source', { label: 'L', secret: 'CANARY-77', gone: 'CANARY-88' });
    const ref = { id: of.body.record.id };
    const made = await file('maker', 'copy', { subject: 's', ref, cost: 3 });
    const path = `/forms/copy/records/${made.body.record.id}`;
    const maker = await as('maker');
    const list = '/forms/copy/records?view=all';
    const reads = [made, ...(await Promise.all([path, `${path}/history`, list].map((each) => maker.get(each))))];
    for (const reply of reads) expect(reply.text).not.toMatch(/CANARY/);
    // Whose form shows it reads it.
    const open = await (await as('finance')).get<RecordView>(path);
    expect(open.body.data).toMatchObject({ filled: 'CANARY-77', typed: 'CANARY-88', made: '<CANARY-77>' });
    expect(open.body.title).toContain('<CANARY-77>CANARY-88');

    const found = async (query: string) => {
      const reply = await maker.get<{ items?: unknown[] }>(`/forms/copy/records?${query}`);
      return reply.status === 200 ? reply.body.items?.length : reply.status;
    };
    const where = (field: string, value: string) =>
      `filter=${encodeURIComponent(JSON.stringify({ '==': [{ var: field }, value] }))}`;
    const asked = [where('filled', 'CANARY-77'), where('made', '<CANARY-77>'), where('again', '<CANARY-77>CANARY-88')];
    for (const query of [...asked, 'q=CANARY-77', 'sort=filled', 'sort=again'])
      expect([query, await found(query)]).not.toEqual([query, 1]);
  });

  it('H8: a formula over a field that a role may not read is closed to it, unless the form names the formula for the role', async () => {
    const made = await file('maker', 'copy', { subject: 'p', cost: 1234 });
    const path = `/forms/copy/records/${made.body.record.id}`;
    const reads = async (name: string) => (await (await as(name)).get<RecordView>(path)).body.data;
    expect(await reads('auditor')).not.toHaveProperty('price');
    expect(await reads('manager')).toMatchObject({ price: 2468 });
    expect(await reads('manager')).not.toHaveProperty('cost');
    expect(await reads('finance')).toMatchObject({ cost: 1234, price: 2468 });
  });
});
