import { describe, expect, it } from 'vitest';
import { organisationOf } from '../../../engine/access/index.ts';

const person = (id: string, name: string, unit: string, more: object = {}) => ({
  id,
  name,
  title: name,
  unit,
  roles: ['clerk'],
  active: true,
  ...more,
});
const units = [
  { id: 'group', title: 'Group', kind: 'group' as const, head: 'p1' },
  { id: 'branch', title: 'Branch', kind: 'branch' as const, parent: 'group' },
  { id: 'desk', title: 'Desk', kind: 'department' as const, parent: 'branch', head: 'nobody' },
  // A circle, as a careless import may leave one.
  { id: 'a', title: 'A', kind: 'company' as const, parent: 'b' },
  { id: 'b', title: 'B', kind: 'company' as const, parent: 'a' },
];
const organisation = organisationOf({
  units,
  people: [
    person('p1', 'wang', 'group', { roles: ['chief'] }),
    person('p2', 'li', 'branch', { manager: 'p1' }),
    person('p3', 'ai', 'desk', { manager: 'p2' }),
    person('p4', 'bo', 'desk', { active: false }),
    person('p5', 'cu', 'a', { manager: 'p6' }),
    person('p6', 'du', 'b', { manager: 'p5' }),
  ],
});

describe('the organisation', () => {
  it.each([
    ['desk', 'group', true],
    ['desk', 'desk', true],
    ['group', 'desk', false],
    ['desk', 'nowhere', false],
    ['nowhere', 'nowhere', false],
    ['a', 'b', true],
    ['a', 'group', false],
  ])('knows whether %s lies in %s', (unit, ancestor, expected) => {
    expect(organisation.isInUnit(unit, ancestor)).toBe(expected);
  });

  it('finds active people with a role, by name, within a unit and below it', () => {
    expect(organisation.withRole('clerk').map(({ name }) => name)).toEqual(['ai', 'cu', 'du', 'li']);
    expect(organisation.withRole('clerk', 'branch').map(({ name }) => name)).toEqual(['ai', 'li']);
    expect(organisation.withRole('chief', 'branch')).toEqual([]);
    expect(organisation.hasRole('p1', 'chief')).toBe(true);
    expect(organisation.hasRole('nobody', 'chief')).toBe(false);
  });

  it.each([
    ['p3', 1, 'p2'],
    ['p3', 2, 'p1'],
    ['p3', 3, undefined],
    ['p1', 1, undefined],
    ['nobody', 1, undefined],
    // No person is their own manager, however the chain runs.
    ['p5', 2, undefined],
  ])('climbs from %s by %d managers to %s', (start, level, expected) => {
    expect(organisation.managerOf(start, level)?.id).toBe(expected);
  });

  it('knows heads of units, where there are any', () => {
    expect(['group', 'branch', 'desk', 'nowhere'].map((unit) => organisation.headOf(unit)?.id)).toEqual([
      'p1',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
