// A tenant full of canaries: each field of each record holds a text that is found nowhere else.
import type { JsonObject } from '../../../engine/index.ts';
import { smallPack } from '../../support/small-pack.ts';

export const fields = ['subject', 'wage', 'hint', 'blind'] as const;
export type FieldName = (typeof fields)[number] | 'what' | 'cost';

/** Rights by role: which rows, and what is closed there. The step of finance hides `blind` besides. */
export const rights: {
  [role: string]: { read: 'own' | 'unit-tree' | 'all'; closed: { [field: string]: 'masked' | 'hidden' } };
} = {
  maker: { read: 'own', closed: { hint: 'hidden' } },
  finance: { read: 'unit-tree', closed: { wage: 'masked', 'lines.cost': 'hidden' } },
  director: { read: 'all', closed: { wage: 'hidden', subject: 'masked' } },
  analyst: { read: 'all', closed: { wage: 'masked', hint: 'hidden', subject: 'hidden', 'lines.what': 'masked' } },
  auditor: { read: 'all', closed: {} },
};
export const stepHides = 'blind';

const both = (text: string) => ({ en: text, 'zh-CN': text });

export function canaryPack(): { [file: string]: JsonObject } {
  const text = (title: string, more: JsonObject = {}) => ({ type: 'text', title: both(title), maxLength: 80, ...more });
  const access = Object.fromEntries(
    Object.entries(rights).map(([role, { read, closed }]) => [
      role,
      { read, fields: closed, ...(role === 'maker' && { create: true, update: 'own' }) },
    ]),
  );
  const widget = (field: string) => ({
    type: 'table',
    title: both(field),
    dataset: 'things',
    dimensions: [{ field }],
    measures: [{ op: 'count' }],
  });
  const { 'notes/roles/notes-roles.json': roles, 'notes/pack.json': pack } = smallPack();
  const known = (roles?.roles ?? {}) as JsonObject;
  return {
    'notes/pack.json': {
      ...pack,
      home: { navigation: [{ form: 'thing' }, { dashboard: 'things' }], quickActions: [{ form: 'thing' }] },
    },
    'notes/roles/notes-roles.json': {
      ...roles,
      roles: { ...known, director: { title: both('Director') } },
    } as JsonObject,
    'notes/forms/thing.json': {
      kind: 'form',
      key: 'thing',
      title: both('Thing'),
      fields: {
        subject: text('Subject'),
        wage: text('Wage', { unique: true }),
        hint: text('Hint'),
        blind: text('Blind'),
        lines: {
          type: 'line-items',
          title: both('Lines'),
          fields: { what: text('What'), cost: text('Cost') },
        },
      },
      record: {
        display: '{{subject}} {{wage}} {{hint}} {{blind}}',
        unique: [['wage']],
        search: ['subject', 'wage', 'hint', 'blind'],
      },
      views: {
        all: {
          type: 'table',
          title: both('All'),
          columns: ['subject', 'wage', 'hint', 'blind', 'status'],
          sort: ['wage'],
        },
      },
      access,
    },
    'notes/workflows/thing-review.json': {
      kind: 'workflow',
      key: 'thing-review',
      title: both('Review'),
      form: 'thing',
      start: { on: 'create', roles: ['maker'] },
      summary: ['subject', 'wage', 'hint', 'blind'],
      chart: {
        initial: 'review',
        states: {
          review: {
            meta: {
              title: both('Review'),
              step: {
                type: 'approval',
                title: both('Review'),
                assign: [{ by: 'role', role: 'finance' }],
                decide: 'any',
                decisions: ['approve', 'reject'],
                fields: { [stepHides]: 'hidden' },
                separate: ['initiator'],
                empty: 'incident',
              },
            },
            entry: [{ type: 'notify', params: { template: 'arrived', to: 'assignees' } }],
            on: { approve: 'kept', reject: 'refused' },
            after: { 'P1D/work': { actions: [{ type: 'notify', params: { template: 'arrived', to: 'assignees' } }] } },
          },
          kept: { type: 'final', meta: { title: both('Kept'), outcome: 'approved' } },
          refused: { type: 'final', meta: { title: both('Refused'), outcome: 'rejected' } },
        },
      },
    } as JsonObject,
    'notes/templates/arrived.json': {
      kind: 'template',
      key: 'arrived',
      title: both('Arrived'),
      channel: 'notice',
      subject: both('{{record.title}}'),
      body: both('{{data.subject}} {{data.wage}} {{data.hint}} {{data.blind}}'),
    },
    'notes/datasets/things.json': {
      kind: 'dataset',
      key: 'things',
      title: both('Things'),
      from: { form: 'thing' },
      fields: Object.fromEntries(
        fields.map((name) => [name, { path: `data.${name}`, type: 'text', title: both(name) }]),
      ),
    },
    'notes/dashboards/things.json': {
      kind: 'dashboard',
      key: 'things',
      title: both('Things'),
      access: { roles: Object.keys(rights) },
      widgets: Object.fromEntries(fields.map((name) => [name, widget(name)])),
      layout: fields.map((name, index) => ({ widget: name, x: 0, y: index * 4, w: 12, h: 4 })),
    },
  };
}
