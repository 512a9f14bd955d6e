// A tenant full of canaries: each field of each record holds a text that is found nowhere else.
import type { JsonObject } from '../../../engine/index.ts';
import { smallPack } from '../../support/small-pack.ts';

export const fields = ['subject', 'wage', 'hint', 'blind', 'digits'] as const;
/** `paper` is a file: its canary is its name and what it holds. */
export type FieldName = (typeof fields)[number] | 'what' | 'cost' | 'paper';

/** Rights by role: which rows, and what is closed there. The step of finance hides `blind` besides. */
export const rights: {
  [role: string]: { read: 'own' | 'unit-tree' | 'all'; closed: { [field: string]: 'masked' | 'hidden' } };
} = {
  maker: { read: 'own', closed: { hint: 'hidden' } },
  finance: { read: 'unit-tree', closed: { wage: 'masked', digits: 'masked', paper: 'hidden', 'lines.cost': 'hidden' } },
  director: { read: 'all', closed: { wage: 'hidden', digits: 'masked', paper: 'masked', subject: 'masked' } },
  analyst: {
    read: 'all',
    closed: {
      wage: 'masked',
      digits: 'masked',
      paper: 'hidden',
      hint: 'hidden',
      subject: 'hidden',
      'lines.what': 'masked',
    },
  },
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
        digits: text('Digits', { mask: { first: 6, last: 4 } }),
        paper: { type: 'attachment', title: both('Paper'), accept: ['.txt'], maxSize: '10KB' },
        lines: {
          type: 'line-items',
          title: both('Lines'),
          fields: { what: text('What'), cost: text('Cost') },
        },
      },
      record: {
        display: '{{subject}} {{wage}} {{hint}} {{blind}} {{digits}}',
        unique: [['wage']],
        search: ['subject', 'wage', 'hint', 'blind', 'digits'],
      },
      views: {
        all: {
          type: 'table',
          title: both('All'),
          columns: ['subject', 'wage', 'hint', 'blind', 'digits', 'paper', 'status'],
          sort: ['wage'],
        },
      },
      access,
    },
    'notes/forms/pointer.json': {
      kind: 'form',
      key: 'pointer',
      title: both('Pointer'),
      fields: {
        note: text('Note'),
        copied: text('Copied'),
        // What is filled in is as closed as its source is for the reader.
        thing: {
          type: 'reference',
          form: 'thing',
          title: both('Thing'),
          display: 'wage',
          carry: ['subject', 'hint', 'digits'],
          fill: { copied: 'digits' },
        },
      },
      record: { display: '{{note}}' },
      access: Object.fromEntries(Object.keys(rights).map((role) => [role, { create: true, read: 'own' }])),
    },
    'notes/workflows/thing-review.json': {
      kind: 'workflow',
      key: 'thing-review',
      title: both('Review'),
      form: 'thing',
      start: { on: 'create', roles: ['maker'] },
      summary: ['subject', 'wage', 'hint', 'blind', 'digits'],
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
      body: both('{{data.subject}} {{data.wage}} {{data.hint}} {{data.blind}} {{data.digits}}'),
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
