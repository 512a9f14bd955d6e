import fc from 'fast-check';
import { Query } from 'mingo';
import { describe, expect, it } from 'vitest';
import {
  type AccessTable,
  can,
  fieldAccessOf,
  mayTouch,
  parseAccess,
  permissionsOf,
  rowFilter,
  type TouchedRecord,
  verbs,
} from '../../../engine/access/index.ts';
import type { JsonObject } from '../../../engine/core/index.ts';
import type { Scope } from '../../../engine/rules/index.ts';
import { clerk, organisation } from '../forms/sample.ts';

const scope: Scope = { level: { kind: 'text' }, limit: { kind: 'money', currency: 'CNY' }, signed: { kind: 'date' } };
const fields = ['level', 'limit', 'signed', 'rows', 'rows.price'];

function table(json: JsonObject): AccessTable {
  const parsed = parseAccess(json, { scope, fields });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

const actor = (...roles: string[]) => ({ ...clerk, roles });
const env = {
  data: {},
  now: '2026-11-24T07:00:00.000Z',
  zone: 'Asia/Shanghai',
  organisation,
  calendar: { isWorkday: () => true, hours: { from: 0, to: 1440 } },
};

const access = table({
  reader: { read: 'all', fields: { limit: 'masked', rows: 'hidden' } },
  owner: { create: true, read: 'own', update: 'own', fields: { 'rows.price': 'read' } },
  seller: { read: { '<=': [{ var: 'limit' }, 1000] }, export: true, fields: { rows: 'hidden', 'rows.price': 'edit' } },
  remover: { delete: 'unit' },
});

describe('rights to fields', () => {
  it.each([
    [['reader'], { level: 'read', limit: 'masked', rows: 'hidden', 'rows.price': 'hidden' }],
    [['owner'], { level: 'edit', limit: 'edit', rows: 'edit', 'rows.price': 'read' }],
    // The widest of several roles, field by field.
    [['reader', 'owner'], { level: 'edit', limit: 'edit', rows: 'edit', 'rows.price': 'read' }],
    [['reader', 'seller'], { level: 'read', limit: 'read', rows: 'hidden', 'rows.price': 'hidden' }],
    // No row, no right; and no right from a name that only looks like a role.
    [['stranger', 'constructor'], { level: 'hidden', limit: 'hidden', rows: 'hidden', 'rows.price': 'hidden' }],
    [['remover'], { level: 'hidden', limit: 'hidden', rows: 'hidden', 'rows.price': 'hidden' }],
  ])('of %j are %j', (roles, expected) => {
    expect(fieldAccessOf(actor(...roles), access, ['level', 'limit', 'rows', 'rows.price'])).toEqual(expected);
  });
});

describe('rights to records', () => {
  it.each([
    [['owner'], 'create', true],
    [['reader'], 'create', false],
    [['reader'], 'update', false],
    [['seller'], 'export', true],
    [['reader'], 'export', false],
    [['stranger'], 'read', false],
  ] as const)('let %j %s: %s', (roles, verb, expected) => {
    expect(can(actor(...roles), verb, access)).toBe(expected);
  });

  it.each([
    [['reader', 'owner'], 'read', 'all'],
    [['owner'], 'read', { owner: 'p-clerk' }],
    [['remover'], 'delete', { unit: 'u-branch' }],
    [['stranger'], 'read', 'none'],
    [['owner'], 'create', 'all'],
  ] as const)('reach as %j with %s the rows %j', (roles, verb, expected) => {
    expect(rowFilter(actor(...roles), verb, access, env)).toEqual(expected);
  });

  it('reach a unit and everything below it', () => {
    const tree = table({ chief: { read: 'unit-tree' } });
    expect(rowFilter(actor('chief'), 'read', tree, env)).toEqual({ unit: { $in: ['u-branch', 'u-desk'] } });
  });

  it('let nobody export what they may not read', () => {
    const odd = table({ a: { export: 'all', read: 'own' }, b: { export: true } });
    expect(rowFilter(actor('a'), 'export', odd, env)).toEqual({ owner: 'p-clerk' });
    expect(rowFilter(actor('b'), 'export', odd, env)).toBe('none');
    expect(can(actor('b'), 'export', odd)).toBe(false);
  });

  it('end where a rule cannot be evaluated', () => {
    const record = { owner: 'x', unit: 'x', data: { limit: 'much' } };
    expect(mayTouch(actor('seller'), 'read', access, record, env)).toBe(false);
  });

  const scopes = fc.oneof(
    fc.constantFrom<JsonObject[string]>('none', 'own', 'unit', 'unit-tree', 'all'),
    fc.constantFrom<JsonObject>(
      { '==': [{ var: 'level' }, 'a'] },
      { '<': [{ var: 'limit' }, 500] },
      { '!=': [{ var: 'record.status' }, 'draft'] },
      { '==': [{ var: 'record.owner' }, { var: 'actor.id' }] },
      { and: [{ '>=': [{ var: 'signed' }, { today: [] }] }, { '!': [{ empty: [{ var: 'level' }] }] }] },
      {
        or: [{ in: [{ var: 'level' }, ['a', 'b']] }, { 'is-in-unit': [{ var: 'record.unit' }, { var: 'actor.unit' }] }],
      },
      { 'has-role': [{ var: 'actor.id' }, 'clerk'] },
    ),
  );
  const rows = fc.record(
    {
      id: fc.uuid(),
      owner: fc.constantFrom('p-clerk', 'p-chief'),
      unit: fc.constantFrom('u-group', 'u-branch', 'u-desk', 'u-other'),
      status: fc.constantFrom('draft', 'done'),
      data: fc.record(
        {
          level: fc.constantFrom('a', 'b', 'c'),
          limit: fc.constantFrom(0, 499, 500, 501),
          signed: fc.constantFrom('2026-11-23', '2026-11-24', '2026-11-25'),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['id', 'owner', 'unit', 'status', 'data'] },
  );

  it('answer for a list as for each of its rows', () => {
    fc.assert(
      fc.property(
        fc.array(scopes, { minLength: 1, maxLength: 3 }),
        fc.array(rows, { maxLength: 8 }),
        fc.constantFrom(...verbs),
        (given, list, verb) => {
          if (verb === 'create') return;
          const json = Object.fromEntries(given.map((one, index) => [`role-${index}`, { read: 'all', [verb]: one }]));
          const granted = table(json as JsonObject);
          const asking = actor(...Object.keys(json));
          const filter = rowFilter(asking, verb, granted, env);
          const found = list.filter((row) => filter === 'all' || (filter !== 'none' && new Query(filter).test(row)));
          const touched = list.filter((row) => mayTouch(asking, verb, granted, row as TouchedRecord, env));
          expect(found).toEqual(touched);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('an access block', () => {
  it.each([
    [{ reader: { reed: 'all' } }, 'definition/unknown-key', '/access/reader/reed'],
    [{ reader: { read: 'everything' } }, 'definition/value', '/access/reader/read'],
    [{ reader: { create: 'all' } }, 'definition/type', '/access/reader/create'],
    [{ reader: { fields: { levle: 'read' } } }, 'access/unknown-field', '/access/reader/fields/levle'],
    [{ reader: { fields: { level: 'write' } } }, 'definition/value', '/access/reader/fields/level'],
    [{ reader: { read: { '==': [{ var: 'levle' }, 'a'] } } }, 'rule/unknown-variable', '/access/reader/read/==/0/var'],
    [{ reader: { read: { '+': [{ var: 'limit' }, 1] } } }, 'rule/result-type', '/access/reader/read'],
    [{ reader: { read: { '==': [{ upper: [{ var: 'level' }] }, 'A'] } } }, 'rule/not-a-filter', '/access/reader/read'],
    [{ 'Big Boss': { read: 'all' } }, 'definition/name', '/access/Big Boss'],
    [[], 'definition/type', '/access'],
  ])('%j is refused with %s at %s', (json, code, path) => {
    const parsed = parseAccess(json, { scope, fields, path: '/access' });
    expect(parsed.ok ? [] : parsed.issues.map((found) => [found.code, found.path])).toContainEqual([code, path]);
  });

  it('that is absent gives nobody any right', () => {
    expect(parseAccess(undefined, { scope, fields })).toEqual({ ok: true, value: {} });
  });
});

describe('permissions', () => {
  it('are those of all roles, each once', () => {
    const roles = { a: { permissions: ['studio', 'publish'] }, b: { permissions: ['publish', 'audit'] } };
    expect(permissionsOf(actor('a', 'b', 'toString'), roles)).toEqual(['studio', 'publish', 'audit']);
  });
});
