import { describe, expect, it } from 'vitest';
import {
  apply,
  type Command,
  type Document,
  definition,
  documentOf,
  mentionsOfRole,
  objectAt,
} from '../../../designer/studio/document/index.ts';
import type { JsonObject } from '../../../engine/index.ts';

const roles: JsonObject = {
  kind: 'roles',
  key: 'roles',
  title: 'Roles',
  roles: { clerk: { title: 'Clerk' }, head: { title: 'Head', permissions: ['studio'] } },
};
const more: JsonObject = { kind: 'roles', key: 'more', title: 'More', roles: { guard: { title: 'Guard' } } };
const claim: JsonObject = {
  kind: 'form',
  key: 'claim',
  fields: { role: { type: 'text', default: 'clerk' }, helper: { type: 'person', role: 'clerk' } },
  rules: { one: { when: { 'has-role': [{ var: 'actor' }, 'clerk'] }, then: { role: { required: true } } } },
  access: { head: { read: 'all' }, clerk: { create: true, fields: { role: 'edit' } } },
};
const approval: JsonObject = {
  kind: 'workflow',
  key: 'approval',
  form: 'claim',
  admin: 'clerk',
  start: { on: 'create', roles: ['clerk', 'head'] },
  events: { paid: { roles: ['clerk'] } },
  chart: {
    states: {
      check: {
        meta: {
          step: {
            assign: [{ by: 'role', role: 'clerk' }],
            transfer: { role: 'clerk' },
            empty: { role: 'clerk' },
            fields: { role: 'clerk' },
          },
        },
        entry: [{ type: 'notify', params: { template: 'x', to: { role: 'clerk' } } }],
      },
    },
  },
};
const board: JsonObject = {
  kind: 'dashboard',
  key: 'board',
  access: { roles: ['clerk'] },
  filters: { who: { type: 'person', role: 'clerk' } },
};
const story: JsonObject = {
  kind: 'scenario',
  key: 'story',
  initiator: { roles: ['clerk'] },
  data: { role: 'clerk' },
  decisions: [{ by: { role: 'clerk' } }],
};
const start = documentOf(
  [roles, more, claim, approval, board, story].map((json) => ({
    kind: json.kind as 'form',
    key: String(json.key),
    json,
  })),
);
const draftAfter = (command: Command): Document => {
  const result = apply(start, command);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
};
const refusal = (command: Command) => {
  const result = apply(start, command);
  return result.ok ? [] : result.issues.map(({ code }) => code);
};
const names = (document: Document) =>
  Object.keys(objectAt(definition(document, { kind: 'roles', key: 'roles' }) ?? {}, '/roles'));

describe('commands on roles', () => {
  it('add, move and remove a role', () => {
    expect(names(draftAfter({ type: 'role.add', roles: 'roles', role: 'night', json: { title: 'Night' } }))).toEqual([
      'clerk',
      'head',
      'night',
    ]);
    expect(names(draftAfter({ type: 'role.move', roles: 'roles', role: 'head', to: 0 }))).toEqual(['head', 'clerk']);
    expect(names(draftAfter({ type: 'role.remove', roles: 'roles', role: 'clerk' }))).toEqual(['head']);
  });

  it.each([
    ['guard', ['studio/name-taken']],
    ['clerk', ['studio/name-taken']],
    ['Big Boss', ['studio/key-name']],
    ['boss', []],
  ])('take %s for a name once in the pack, wherever the other one stands', (role, codes) => {
    expect(refusal({ type: 'role.add', roles: 'roles', role, json: { title: 'x' } })).toEqual(codes);
    expect(refusal({ type: 'role.rename', roles: 'roles', role: 'head', to: role })).toEqual(codes);
  });

  it('rename a role wherever it is named, in one step, and no field that is called so', () => {
    const document = draftAfter({ type: 'role.rename', roles: 'roles', role: 'clerk', to: 'desk' });
    expect(names(document)).toEqual(['desk', 'head']);
    const kept: { [key: string]: string } = {
      claim: '{"type":"text","default":"clerk"}',
      approval: '"fields":{"role":"clerk"}',
      story: '"data":{"role":"clerk"}',
    };
    for (const json of [claim, approval, board, story]) {
      const kind = json.kind as 'form';
      const key = String(json.key);
      const text = JSON.stringify(definition(document, { kind, key }));
      expect(text.split('clerk').length - 1, key).toBe(kept[key] ? 1 : 0);
      if (kept[key]) expect(text).toContain(kept[key]);
      expect(text.split('desk').length, key).toBe(JSON.stringify(json).split('clerk').length - (kept[key] ? 1 : 0));
    }
    expect(Object.keys(objectAt(definition(document, { kind: 'form', key: 'claim' }) ?? {}, '/access'))).toEqual([
      'head',
      'desk',
    ]);
  });

  it('find every place of a role', () => {
    const found = mentionsOfRole(start, 'head').map(({ ref, path, as }) => [ref.key, path, as]);
    expect(found).toEqual([
      ['claim', '/access/head', 'access'],
      ['approval', '/start/roles/1', 'name'],
    ]);
  });
});
