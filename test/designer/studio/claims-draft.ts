import type { DefinitionKind, JsonObject } from '../../../engine/index.ts';

const both = (en: string) => ({ en, 'zh-CN': en });
const about = (kind: DefinitionKind, key: string, more: JsonObject) => ({
  kind,
  key,
  json: { kind, key, title: both(key), ...more } as JsonObject,
});
const rule = (condition: JsonObject) => ({ type: 'rule', params: { if: condition } });
const status = { var: 'record.status' };

/** A pack in which fields and states are named at every place that there is. */
export const claimsPack = {
  pack: { key: 'claims', title: both('Claims') } as JsonObject,
  definitions: [
    about('roles', 'roles', { roles: { maker: { title: both('Maker') }, clerk: { title: both('Clerk') } } }),
    about('form', 'partner', {
      fields: {
        name: { type: 'text', title: both('Name'), required: true },
        region: { type: 'text', title: both('Region') },
      },
      record: { display: '{{name}}' },
      access: { maker: { read: 'all' }, clerk: { create: true, read: 'all' } },
    }),
    about('form', 'reserve', {
      fields: {
        what: { type: 'text', title: both('What') },
        sum: { type: 'money', currency: 'CNY', title: both('Sum') },
        parts: {
          type: 'line-items',
          title: both('Parts'),
          fields: { part: { type: 'text', title: both('Part') }, price: { type: 'money', currency: 'CNY' } },
        },
      },
      access: { clerk: { create: true, read: 'all', update: 'all' } },
    }),
    about('form', 'claim', {
      fields: {
        no: { type: 'serial', pattern: 'C{seq:6}', title: both('No.') },
        partner: {
          type: 'reference',
          form: 'partner',
          display: 'name',
          carry: ['region'],
          fill: { place: 'region' },
          filter: { '==': [{ var: 'region' }, { var: 'current.place' }] },
          title: both('Partner'),
        },
        place: { type: 'text', title: both('Place') },
        reserve: { type: 'reference', form: 'reserve', display: 'what', title: both('Reserve') },
        items: {
          type: 'line-items',
          title: both('Items'),
          fields: {
            what: { type: 'text', title: both('What') },
            cost: { type: 'money', currency: 'CNY', title: both('Cost') },
            dear: { type: 'boolean', compute: { '>': [{ var: 'row.cost' }, 100] } },
          },
        },
        amount: { type: 'money', currency: 'CNY', compute: { sum: [{ var: 'items' }, 'cost'] }, title: both('Amount') },
        note: { type: 'long-text', title: both('Note') },
      },
      rules: {
        'note-late': { when: { in: [status, ['desk', 'finance+law']] }, then: { note: { visible: false } } },
        'what-then': { when: { '>': [{ var: 'row.cost' }, 100] }, then: { 'items.what': { required: true } } },
      },
      checks: {
        above: {
          fail: { some: [{ var: 'items' }, { '>': [{ var: 'cost' }, 1000000] }] },
          path: '/items/*/cost',
          message: both('Above {{amount}}'),
        },
      },
      record: { display: '{{no}} {{partner.name}}', search: ['no', 'partner.name'], index: [['status', 'amount']] },
      views: {
        open: {
          type: 'table',
          title: both('Open'),
          columns: ['no', 'partner', 'amount', 'status'],
          filter: { or: [{ '==': [status, 'desk'] }, { '==': ['finance+law', status] }] },
          sort: ['-amount'],
        },
      },
      access: {
        maker: { create: true, read: 'own', update: { '==': [status, 'desk'] } },
        clerk: { read: 'all', fields: { 'partner.region': 'masked' } },
      },
    }),
    about('workflow', 'claim-flow', {
      form: 'claim',
      start: { on: 'create', roles: ['maker'] },
      summary: ['no', 'partner', 'amount'],
      withdraw: { until: 'review.two.law' },
      chart: {
        initial: 'desk',
        states: {
          desk: {
            meta: {
              step: {
                type: 'approval',
                assign: [{ by: 'role', role: 'clerk' }],
                fields: { note: 'edit' },
                ignore: ['note', 'place', 'items', 'amount'],
              },
            },
            entry: { type: 'notify', params: { template: 'arrived', to: 'assignees' } },
            on: {
              approve: [
                { target: 'review', guard: rule({ '>': [{ var: 'amount' }, 100] }) },
                {
                  target: 'settled',
                  actions: [
                    { type: 'set', params: { items: [{ what: 'fee', cost: 1 }], note: { rule: { var: 'place' } } } },
                    {
                      type: 'create-record',
                      params: {
                        form: 'reserve',
                        data: {
                          what: { rule: { var: 'no' } },
                          sum: { rule: { var: 'amount' } },
                          parts: [{ part: 'x', price: 1 }],
                        },
                        link: 'reserve',
                      },
                    },
                  ],
                },
              ],
              reject: 'refused',
            },
          },
          review: {
            type: 'parallel',
            onDone: 'settled',
            states: {
              one: {
                initial: 'finance',
                states: {
                  finance: {
                    meta: { step: { type: 'approval', assign: [{ by: 'role', role: 'clerk' }], separate: ['desk'] } },
                    on: {
                      approve: [
                        { target: 'checked', guard: rule({ '!=': [{ var: 'decision.step' }, 'desk'] }) },
                        { target: 'checked' },
                      ],
                      reject: '#claim-flow.refused',
                    },
                  },
                  checked: { type: 'final' },
                },
              },
              two: {
                initial: 'law',
                states: {
                  law: {
                    meta: { step: { type: 'approval', assign: [{ by: 'role', role: 'clerk' }] } },
                    on: { approve: 'checked', reject: '#claim-flow.refused' },
                  },
                  checked: { type: 'final' },
                },
              },
            },
          },
          settled: { type: 'final', meta: { outcome: 'approved' } },
          refused: { type: 'final', meta: { outcome: 'rejected' } },
        },
        id: 'claim-flow',
      },
    }),
    about('template', 'arrived', {
      channel: 'notice',
      subject: both('{{data.amount}} of {{data.partner}}'),
      body: both(
        '{{#each data.items}}{{what}}: {{this.cost}} of {{../data.amount}} {{#if dear}}!{{/if}}{{else}}{{data.note}}{{/each}}{{#with data}}{{place}}{{/with}}',
      ),
    }),
    about('dataset', 'claims', {
      from: { form: 'claim' },
      filter: { '!': [{ '==': [{ var: 'status' }, 'refused'] }] },
      fields: {
        value: { path: 'data.amount' },
        where: { path: 'data.partner.region' },
        status: { path: 'status', type: 'status', workflow: 'claim-flow' },
      },
    }),
    about('dataset', 'work', {
      from: 'tasks',
      fields: { step: { path: 'step', type: 'status', workflow: 'claim-flow' }, dueAt: { path: 'dueAt' } },
    }),
    about('dataset', 'standing', { from: 'cases', fields: { states: { path: 'states' }, no: { path: 'no' } } }),
    about('dashboard', 'overview', {
      access: { roles: ['clerk'] },
      widgets: {
        'by-end': {
          type: 'kpi',
          title: both('Settled'),
          dataset: 'claims',
          measures: [{ op: 'ratio', of: { '==': [{ var: 'status' }, 'settled'] } }],
        },
        stages: {
          type: 'funnel',
          title: both('Stages'),
          dataset: 'claims',
          dimensions: [{ field: 'status', order: ['desk', 'finance+law', 'settled'] }],
          measures: [{ op: 'count' }],
        },
        'at-desk': {
          type: 'kpi',
          title: both('Clerks'),
          dataset: 'work',
          measures: [{ op: 'count' }],
          filter: { '==': [{ var: 'step' }, 'desk'] },
        },
        'at-law': {
          type: 'kpi',
          title: both('Lawyers'),
          dataset: 'standing',
          measures: [{ op: 'count' }],
          filter: { in: ['review.two.law', { var: 'states' }] },
        },
      },
      layout: ['by-end', 'stages', 'at-desk', 'at-law'].map((widget, y) => ({ widget, x: 0, y: y * 2, w: 4, h: 2 })),
    }),
    about('page', 'start', { blocks: [{ type: 'view', form: 'claim', view: 'open' }] }),
    about('scenario', 'small', {
      workflow: 'claim-flow',
      initiator: { role: 'maker' },
      data: { items: [{ what: 'x', cost: 50 }], note: 'x' },
      decisions: [{ step: 'desk', by: { role: 'clerk' }, decision: 'approve', data: { note: 'seen' } }],
      expect: { status: 'done', state: 'settled' },
    }),
  ],
};
