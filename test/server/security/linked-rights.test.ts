// A carried part is as closed as its form has it today, whichever release or pack carries it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/index.ts';
import { openOffice, type SmallOffice } from '../../support/small-office.ts';
import { smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const text = (title: string): JsonObject => ({ type: 'text', title, maxLength: 80 });
const open: JsonObject = { maker: { create: true, read: 'own', update: 'own' }, finance: { read: 'all' } };

const source: JsonObject = {
  kind: 'form',
  key: 'source',
  title: 'Source',
  fields: { label: text('Label'), secret: text('Secret') },
  record: { display: '{{label}}' },
  access: { ...open, finance: { read: 'all' } },
};
const carrier = (of: string): JsonObject => ({
  kind: 'form',
  key: of,
  title: 'Carrier',
  fields: {
    subject: text('Subject'),
    ref: { type: 'reference', title: 'Ref', form: 'source', display: 'label', carry: ['secret'] },
  },
  record: { display: '{{subject}}' },
  access: open,
});

describeEachStore('what a reference carries', (store) => {
  let office: SmallOffice;
  const as = (name: string) => office.as(name);
  const file = async (form: string, data: JsonObject) => {
    const reply = await office.file('maker', form, data);
    return reply.body.record.id;
  };
  const readsOf = async (form: string, id: string) => {
    const finance = await as('finance');
    const paths = [`/forms/${form}/records/${id}`, `/forms/${form}/records`, `/forms/${form}/records/${id}/history`];
    return (await Promise.all(paths.map(async (path) => (await finance.get(path)).text))).join('\n');
  };

  beforeAll(async () => {
    office = await openOffice(store, {
      ...smallPack(),
      'notes/forms/source.json': source,
      'notes/forms/near.json': carrier('near'),
      'other/pack.json': {
        key: 'other',
        title: 'Other',
        requires: ['notes'],
        home: { navigation: [{ form: 'far' }], quickActions: [] },
      },
      'other/forms/far.json': carrier('far'),
    });
  });
  afterAll(() => office.stop());

  it('H8: is hidden in records of every release, and of other packs, once its own form hides it', async () => {
    const of = await file('source', { label: 'L', secret: 'CANARY-1' });
    const old = {
      near: await file('near', { subject: 'n', ref: of }),
      far: await file('far', { subject: 'f', ref: of }),
    };
    for (const form of ['near', 'far'] as const) expect(await readsOf(form, old[form])).toContain('CANARY-1');
    await office.publish({ ...source, access: { ...open, finance: { read: 'all', fields: { secret: 'hidden' } } } });
    const fresh = {
      near: await file('near', { subject: 'n', ref: of }),
      far: await file('far', { subject: 'f', ref: of }),
    };
    const finance = await as('finance');
    for (const form of ['near', 'far'] as const) {
      expect(await readsOf(form, old[form])).not.toContain('CANARY-1');
      expect(await readsOf(form, fresh[form])).not.toContain('CANARY-1');
      const where = encodeURIComponent(JSON.stringify({ '==': [{ var: 'ref.secret' }, 'CANARY-1'] }));
      const tried = await finance.get<{ total?: number }>(`/forms/${form}/records?filter=${where}`);
      expect([form, tried.status === 200 ? tried.text.includes('"id"') : tried.status]).not.toEqual([form, true]);
    }
  });

  it('N11: stays hidden, with what it fills, once its own form takes every right of the role', async () => {
    const gone = { maker: open.maker as JsonObject };
    const filling = carrier('near');
    const fields = filling.fields as JsonObject;
    const ref = { ...(fields.ref as JsonObject), fill: { copy: 'secret' } };
    await office.publish(
      { ...source, access: open },
      { ...filling, fields: { ...fields, ref, copy: { ...text('Copy'), readonly: true } } },
    );
    const of = await file('source', { label: 'L', secret: 'CANARY-2' });
    const [near, far] = [await file('near', { subject: 'n', ref: of }), await file('far', { subject: 'f', ref: of })];
    expect(await readsOf('near', near)).toContain('CANARY-2');
    await office.publish({ ...source, access: gone });
    const finance = await as('finance');
    expect((await finance.get(`/forms/source/records/${of}`)).status).toBe(404);
    expect(await readsOf('near', near)).not.toContain('CANARY-2');
    expect(await readsOf('far', far)).not.toContain('CANARY-2');
    for (const field of ['ref.secret', 'copy']) {
      const where = encodeURIComponent(JSON.stringify({ '==': [{ var: field }, 'CANARY-2'] }));
      expect((await finance.get(`/forms/near/records?count=true&filter=${where}`)).text).not.toContain('"total":1');
    }
  });
});
