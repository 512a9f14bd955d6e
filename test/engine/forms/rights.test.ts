import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../engine/access/index.ts';
import type { Json, JsonObject } from '../../../engine/core/index.ts';
import {
  accessNames,
  type Context,
  type Form,
  type FormLinks,
  formAccess,
  fullAccess,
  mergeWrites,
  outlineOf,
  parseForm,
  redact,
  refusals,
  settle,
} from '../../../engine/forms/index.ts';
import { clerk, contextOf, formOf, told } from './sample.ts';

const as = (...roles: string[]): Actor => ({ ...clerk, roles });

const partner: JsonObject = {
  kind: 'form',
  key: 'partner',
  title: 'Partner',
  fields: { name: { type: 'text' }, idNumber: { type: 'id-number' }, limit: { type: 'money' } },
  access: {
    clerk: { read: 'all', fields: { idNumber: 'masked', limit: 'hidden' } },
    chief: { read: 'all' },
    pricer: { fields: { name: 'read' } },
  },
};
const links: FormLinks = {
  options: () => undefined,
  form: (key) => (key === 'partner' ? outlineOf(partner) : undefined),
};

const form = formOf(
  {
    kind: 'form',
    key: 'order',
    title: 'Order',
    fields: {
      no: { type: 'serial', pattern: '{seq:4}' },
      note: { type: 'text' },
      secret: { type: 'text', required: true },
      phone: { type: 'phone' },
      partner: { type: 'reference', form: 'partner', display: 'name', carry: ['idNumber', 'limit'] },
      lines: {
        type: 'line-items',
        fields: {
          what: { type: 'text' },
          price: { type: 'money' },
          cost: { type: 'money', compute: { '*': [{ var: 'row.price' }, 2] } },
        },
      },
      total: { type: 'money', compute: { sum: [{ var: 'lines' }, 'cost'] }, required: true },
    },
    rules: { r: { when: { '>': [{ var: 'total' }, 1000] }, then: { note: { required: true } } } },
    access: {
      clerk: { create: true, read: 'all', update: 'all', fields: { secret: 'hidden', phone: 'masked' } },
      viewer: { read: 'all' },
      pricer: { read: 'all', fields: { 'lines.price': 'edit' } },
      blind: { create: true, read: 'all', update: 'all', fields: { 'lines.price': 'hidden' } },
      totals: { read: 'all', fields: { 'lines.price': 'hidden', total: 'read' } },
      chief: { create: true, read: 'all', update: 'all' },
    },
  },
  links,
);

const stored: JsonObject = {
  no: '0001',
  note: 'n',
  secret: 's',
  phone: '13812341234',
  partner: { id: 'r1', name: 'ACME', idNumber: '11010519491231002X', limit: 500 },
  lines: [
    { what: 'a', price: 100, cost: 200 },
    { what: 'b', price: 200, cost: 400 },
  ],
  total: 600,
};

const ctxOf = (actor: Actor, more: Partial<Context> = {}) => contextOf(form, { actor, exists: true, ...more });
const statesOf = (given: Form, data: JsonObject, ctx: Context) => settle(given, data, ctx).states;

describe('what an actor may do with fields', () => {
  it('names columns and carried parts too', () => {
    expect(accessNames(form)).toEqual([
      'no',
      'note',
      'secret',
      'phone',
      'partner',
      'partner.name',
      'partner.idNumber',
      'partner.limit',
      'lines',
      'lines.what',
      'lines.price',
      'lines.cost',
      'total',
    ]);
    expect(new Set(Object.values(fullAccess(form)))).toEqual(new Set(['edit']));
  });

  it.each([
    // A carried part is never shown wider than its own form shows it.
    [['clerk'], { 'partner.name': 'read', 'partner.idNumber': 'masked', 'partner.limit': 'hidden' }],
    [['chief'], { 'partner.name': 'read', 'partner.idNumber': 'read', 'partner.limit': 'read' }],
    // N11: a role without a row there carries nothing; a row that gives fields alone opens them to be carried.
    [
      ['viewer'],
      { partner: 'read', 'partner.name': 'hidden', 'partner.idNumber': 'hidden', 'partner.limit': 'hidden' },
    ],
    [['pricer'], { 'partner.name': 'read', 'partner.idNumber': 'hidden', 'partner.limit': 'hidden' }],
    [['stranger'], { 'partner.name': 'hidden', 'partner.idNumber': 'hidden', 'partner.limit': 'hidden' }],
  ])('as %j includes %j', (roles, expected) => {
    expect(formAccess(form, as(...roles))).toMatchObject(expected);
  });

  it('becomes the state of each field', () => {
    const states = statesOf(form, stored, ctxOf(as('clerk')));
    expect(states['/note']).toEqual({ visible: true, required: false, readonly: false, masked: false });
    // A field that the person cannot see is not demanded.
    expect(states['/secret']).toEqual({ visible: false, required: false, readonly: true, masked: false });
    expect(states['/phone']).toEqual({ visible: true, required: false, readonly: true, masked: true });
    expect(states['/no']).toMatchObject({ readonly: true });
    // Of a formula the person can change the fields that it reads.
    expect(states['/total']).toMatchObject({ readonly: true, required: true });
  });

  it.each<[Context['step'], string, object]>([
    [{ note: 'read' }, '/note', { readonly: true }],
    [{ note: 'required' }, '/note', { readonly: false, required: true }],
    [{ note: 'hidden' }, '/note', { visible: false }],
    // A step opens no field that roles hide or mask.
    [{ secret: 'edit' }, '/secret', { visible: false, readonly: true }],
    [{ phone: 'required' }, '/phone', { masked: true, readonly: true, required: false }],
    [{ lines: 'read' }, '/lines/0/what', { readonly: true }],
    [{ lines: 'read', 'lines.what': 'edit' }, '/lines/0/what', { readonly: false }],
  ])('with the step’s %j makes %s %j', (step, at, expected) => {
    expect(statesOf(form, stored, ctxOf(as('clerk'), { step }))[at]).toMatchObject(expected);
  });

  it('is widened by a step from reading to writing', () => {
    expect(statesOf(form, stored, ctxOf(as('viewer')))['/note']).toMatchObject({ readonly: true });
    expect(statesOf(form, stored, ctxOf(as('viewer'), { step: { note: 'edit' } }))['/note']).toMatchObject({
      readonly: false,
    });
  });

  it('closes rows that come back without a column', () => {
    const states = statesOf(form, stored, ctxOf(as('blind')));
    expect(states['/lines']).toMatchObject({ visible: true, readonly: true });
    expect(states['/lines/0/price']).toMatchObject({ visible: false });
    expect(states['/lines/0/what']).toMatchObject({ visible: true, readonly: true });
  });

  it('hides everything from who has no right', () => {
    const states = statesOf(form, stored, ctxOf(as('stranger')));
    expect(Object.values(states).filter((state) => state.visible)).toEqual([]);
  });

  it('keeps what roles hide, and does not hold stored values against who cannot change them', () => {
    const odd = { ...stored, note: 'x'.repeat(300), secret: '' };
    expect(settle(form, odd, ctxOf(as('viewer'))).issues).toEqual([]);
    expect(settle(form, { ...stored, secret: 'kept' }, ctxOf(as('clerk'))).data.secret).toBe('kept');
  });
});

describe('what an actor sees of a record', () => {
  const seen = (...roles: string[]) => redact(form, stored, formAccess(form, as(...roles)), ctxOf(as(...roles)));

  it('lacks hidden fields and has masked ones masked, within rows and carried parts too', () => {
    expect(seen('clerk')).toEqual({
      no: '0001',
      note: 'n',
      phone: '138****1234',
      partner: { id: 'r1', name: 'ACME', idNumber: '110105********002X' },
      lines: stored.lines,
      total: 600,
    });
    expect(seen('blind').lines).toEqual([{ what: 'a' }, { what: 'b' }]);
    // A formula tells what it reads, unless the role names it.
    expect(seen('blind').total).toBeUndefined();
    expect(seen('totals')).toMatchObject({ total: 600, lines: [{ what: 'a' }, { what: 'b' }] });
    expect(seen('stranger')).toEqual({});
    expect(seen('chief')).toEqual(stored);
  });

  it('settles in their browser without tripping over what they do not see', () => {
    const mine = ctxOf(as('clerk'), { partial: true });
    expect(settle(form, seen('clerk'), mine).issues).toEqual([]);
    const blind = settle(form, seen('blind'), ctxOf(as('blind'), { partial: true }));
    // The formula over the hidden price keeps what the server computed.
    expect(blind.data).toEqual(seen('blind'));
    expect(blind.issues).toEqual([]);
  });
});

describe('a write', () => {
  const refused = (roles: string[], change: JsonObject, more: Partial<Context> = {}, before = stored) => {
    const ctx = ctxOf(as(...roles), more);
    const after = { ...before, ...change };
    return told(refusals(form, before, change, settle(form, after, ctx).states, ctx));
  };
  const row = (what: string, price: Json): JsonObject => ({ what, price });

  it.each<[string, string[], JsonObject, string[]]>([
    ['of an open field is taken', ['clerk'], { note: 'other' }, []],
    ['of the same value is none', ['viewer'], { note: 'n', partner: { id: 'r1' } }, []],
    [
      'of a link’s other parts is none: they are the server’s',
      ['viewer'],
      { partner: { id: 'r1', name: 'Other' } },
      [],
    ],
    ['of a read-only field is refused', ['viewer'], { note: 'other' }, ['form/not-writable /note']],
    ['that clears a read-only field is refused', ['viewer'], { note: null }, ['form/not-writable /note']],
    ['of a hidden field is refused', ['clerk'], { secret: 'x' }, ['form/not-writable /secret']],
    ['of a masked field is refused', ['clerk'], { phone: '13900000000' }, ['form/not-writable /phone']],
    [
      'of a hidden field is refused for the very value too',
      ['clerk'],
      { secret: stored.secret ?? '' },
      ['form/not-writable /secret'],
    ],
    [
      'of a masked field is refused for the very value too',
      ['clerk'],
      { phone: stored.phone ?? '' },
      ['form/not-writable /phone'],
    ],
    ['of a masked field with its mask is none', ['clerk'], { phone: '138****1234' }, []],
    ['of the serial number is refused', ['chief'], { no: '0002' }, ['form/not-writable /no']],
    ['of a formula is none: it is computed again', ['clerk'], { total: 1 }, []],
    ['of no field is refused', ['chief'], { stranger: 1 }, ['data/unknown-key /stranger']],
    ['of another link is refused', ['viewer'], { partner: 'r2' }, ['form/not-writable /partner']],
  ])('%s', (_name, roles, change, expected) => {
    expect(refused(roles, change)).toEqual(expected);
  });

  it.each<[string, string[], Json, string[]]>([
    ['may add, remove and reorder open rows', ['clerk'], [row('c', 1), row('a', 100)], []],
    ['may not change closed rows', ['viewer'], [row('a', 100), row('b', 201)], ['form/not-writable /lines/1/price']],
    ['may not remove closed rows', ['viewer'], [row('a', 100)], ['form/not-writable /lines']],
    ['may change the one open column of closed rows', ['pricer'], [row('a', 5), row('b', 6)], []],
    ['may not change the others', ['pricer'], [row('a', 5), row('x', 6)], ['form/not-writable /lines/1/what']],
    ['may not add rows there', ['pricer'], [row('a', 5), row('b', 6), row('c', 7)], ['form/not-writable /lines']],
    ['may not write rows of which a column is hidden', ['blind'], [{ what: 'z' }], ['form/not-writable /lines']],
    ['may send rows as they were read, without the hidden column', ['blind'], [{ what: 'a' }, { what: 'b' }], []],
    [
      'may not try the value of a hidden column',
      ['blind'],
      [row('a', 100), row('b', 200)],
      ['form/not-writable /lines/0/price', 'form/not-writable /lines/1/price'],
    ],
    ['may send a formula’s column along', ['viewer'], [{ what: 'a', price: 100, cost: 999 }, row('b', 200)], []],
  ])('%s', (_name, roles, lines, expected) => {
    expect(refused(roles, { lines })).toEqual(expected);
  });

  it('may remove rows whose locked column stays with the others, and not move it to another row', () => {
    const step: Context['step'] = { 'lines.price': 'read' };
    expect(refused(['clerk'], { lines: [row('b', 200)] }, { step })).toEqual([]);
    expect(refused(['clerk'], { lines: [row('b', 200), { what: 'new' }] }, { step })).toEqual([]);
    expect(refused(['clerk'], { lines: [row('b', 300)] }, { step })).toEqual(['form/not-writable /lines/0/price']);
    expect(refused(['clerk'], { lines: [row('b', 200), row('c', 200)] }, { step })).toEqual([
      'form/not-writable /lines/1/price',
    ]);
  });

  it('is merged into what is stored: open fields change, the rest stays', () => {
    const ctx = ctxOf(as('clerk'));
    const change = { note: null, secret: 'x', phone: '138****1234', total: 1, stranger: 1, partner: 'r2' };
    const merged = mergeWrites(form, stored, change, settle(form, { ...stored, ...change }, ctx).states, ctx);
    const { note: _gone, ...rest } = stored;
    expect(merged).toEqual({ ...rest, partner: { id: 'r2' } });
  });

  it('of rows as they were read keeps the column that its writer does not see', () => {
    const ctx = ctxOf(as('blind'));
    const change = { lines: [{ what: 'a' }, { what: 'b' }] };
    const { states } = settle(form, { ...stored, ...change }, ctx);
    expect(mergeWrites(form, stored, change, states, ctx).lines).toEqual(stored.lines);
  });
});

describe('a definition that was cut to what its reader may know', () => {
  const cut: JsonObject = {
    kind: 'form',
    key: 'order',
    title: 'Order',
    fields: {
      kind: { type: 'choice', options: 'not-sent', default: 'a' },
      partner: { type: 'reference', form: 'not-sent', display: 'name', carry: ['limit'], fill: { note: 'limit' } },
      note: { type: 'text' },
    },
  };

  it('parses where links say so, and is refused where they do not', () => {
    expect(parseForm(cut, { ...links, cut: true })).toMatchObject({ ok: true });
    const whole = parseForm(cut, links);
    expect(whole.ok ? [] : told(whole.issues)).toEqual([
      'field/unknown-options /fields/kind/options',
      'field/unknown-form /fields/partner/form',
    ]);
  });
});
