// The people of the demo: one for each main act, and none with everything.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject, Permission } from '../../engine/index.ts';
import { definitionsFolder } from './read-pack.ts';

const read = (...path: string[]) =>
  JSON.parse(readFileSync(join(definitionsFolder, 'transfer-control', ...path), 'utf8'));
const roles: { [key: string]: { permissions?: Permission[] } } = read('roles', 'roles.json').roles;
const people: { name: string; roles: string[] }[] = read('demo', 'organisation.json').people;
const mayDo = (names: string[]) => new Set(names.flatMap((role) => roles[role]?.permissions ?? []));
type Rights = { read?: string; update?: string; fields?: JsonObject };
const mayEraseWhole = ({ read: reads, update, fields = {} }: Rights = {}) =>
  reads === 'all' && update === 'all' && Object.values(fields).every((right) => right === 'read');
const all: Permission[] = ['studio', 'publish', 'people', 'operations', 'audit'];

describe('the people of the demo', () => {
  it.each(Object.keys(roles))('one of them may grant the role %s, without lacking what it gives', (role) => {
    const wanted = roles[role]?.permissions ?? [];
    const granters = people.filter((person) => {
      const own = mayDo(person.roles);
      return own.has('people') && wanted.every((permission) => own.has(permission));
    });
    expect(granters.map(({ name }) => name)).not.toEqual([]);
  });

  it('have nobody among them with every permission', () => {
    const powers = people.map((person) => mayDo(person.roles));
    expect(all.filter((one) => !powers.some((own) => own.has(one)))).toEqual([]);
    expect(powers.filter((own) => own.size === all.length)).toEqual([]);
  });

  it('are two for an exception, and two for a release', () => {
    const holders = (permission: Permission) => people.filter((person) => mayDo(person.roles).has(permission));
    expect(holders('operations').length).toBeGreaterThanOrEqual(2);
    expect(holders('publish').length).toBeGreaterThanOrEqual(2);
  });

  it('have one who may export and erase personal data whole', () => {
    const access: { [role: string]: Rights } = read('forms', 'customer.json').access;
    const found = people.filter(
      (person) => mayDo(person.roles).has('people') && person.roles.some((role) => mayEraseWhole(access[role])),
    );
    expect(found.map(({ name }) => name)).toEqual(['security']);
  });

  it('stand in the README as they are', () => {
    const readme = readFileSync(join(definitionsFolder, '..', 'README.md'), 'utf8');
    const named = [...readme.matchAll(/^\| (`[a-z0-9-]+`.*?) \|/gm)].flatMap(([, cell]) =>
      [...(cell ?? '').matchAll(/`([a-z0-9-]+)`/g)].map(([, name]) => name),
    );
    const known = people.map(({ name }) => name);
    const inTable = named.filter((name) => known.includes(name ?? ''));
    // Makers of other branches have the duties of the first.
    expect([...inTable].sort()).toEqual(known.filter((name) => !name.startsWith('maker-')).sort());
  });
});
