import { describe, expect, it } from 'vitest';
import { type JsonObject, messageOf } from '../../../engine/core/index.ts';
import { checkWorkflow } from '../../../engine/workflow/index.ts';
import { approval, chartOf, links, role, workflowOf } from './world.ts';

const asked: JsonObject = {
  sign: 'password',
  opinion: 'required',
  decisions: ['approve'],
  order: 'sequence',
  decide: 'any',
  separate: ['initiator'],
  ignore: ['amount'],
  auto: false,
  empty: 'skip',
};
const given: JsonObject = { guide: 'Read.', fields: { amount: 'read' } };
const scopes: JsonObject = { transfer: {}, addSigner: {}, return: { to: ['initiator'] } };
const review = approval({ assign: role('director') });
const at = (state: string, ...names: string[]) => names.map((name) => `/chart/states/${state}/meta/step/${name}`);

const rows: [title: string, states: JsonObject, more: JsonObject, found: string[]][] = [
  [
    'a step that waits for an event says what only people can do',
    { late: { meta: { step: { type: 'wait', ...asked, ...given } }, on: { come: 'review' } }, review },
    { events: { come: { title: 'Come', roles: ['finance'] } } },
    at('late', ...Object.keys(asked), ...Object.keys(given)),
  ],
  [
    'a state has a note, which nothing shows',
    { late: { meta: { note: 'For the house.', title: 'Late' }, always: 'review' }, review },
    {},
    ['/chart/states/late/meta/note'],
  ],
  [
    'a copy says how to decide',
    {
      tell: { meta: { step: { type: 'copy', assign: role('finance'), ...asked, ...given } }, on: { done: 'review' } },
      review,
    },
    {},
    at('tell', ...Object.keys(asked)),
  ],
  [
    'a copy lets its people write',
    {
      tell: {
        meta: {
          step: {
            type: 'copy',
            assign: role('finance'),
            fields: { amount: 'edit', ticket: 'required', reason: 'hidden' },
          },
        },
        on: { done: 'review' },
      },
      review,
    },
    {},
    at('tell', 'fields/amount', 'fields/ticket'),
  ],
  [
    'a step says how far a decision goes that it does not have',
    { review: approval({ assign: role('director'), ...scopes }) },
    {},
    at('review', ...Object.keys(scopes)),
  ],
  [
    'a step that fills in says when it approves itself',
    {
      fill: {
        meta: { step: { type: 'fill', assign: role('director'), auto: false, reject: 'all' } },
        on: { submit: 'end' },
      },
    },
    {},
    at('fill', 'auto', 'reject'),
  ],
  ['a workflow names administrators whom no step asks', { review }, { admin: 'admin' }, ['/admin']],
  [
    'an ordinary state has a first state, and leads somewhere as a history does',
    { review: { ...review, target: 'end', initial: 'end' } },
    {},
    ['/chart/states/review/initial', '/chart/states/review/target'],
  ],
  [
    'an action says by which way a template goes out',
    { review: { ...review, entry: [{ type: 'notify', params: { template: 'ready', channel: 'mail' } }] } },
    {},
    ['/chart/states/review/entry/0/params/channel'],
  ],
];

describe('what does nothing is read in stored releases and refused by name in a new draft', () => {
  it.each(rows)('%s', (_, states, more, found) => {
    const issues = checkWorkflow(workflowOf(chartOf(states), more), links).filter(
      ({ code }) => code === 'definition/no-effect',
    );
    expect(issues.map(({ path }) => path).sort()).toEqual([...found].sort());
    for (const each of issues) {
      expect(each.severity).toBe('error');
      expect(messageOf(each, 'en')).toContain(`"${each.path.split('/').at(-1)}" does nothing here`);
      expect(messageOf(each, 'zh-CN')).toMatch(/在此不起作用：[^{}]+$/);
    }
  });

  it('nothing is said of what each step takes', () => {
    const full = approval({
      assign: role('director'),
      ...asked,
      ...given,
      ...scopes,
      decisions: ['approve', 'reject', 'transfer', 'add-signer', 'return'],
    });
    const issues = checkWorkflow(workflowOf(chartOf({ review: full })), links);
    expect(issues.filter(({ code }) => code === 'definition/no-effect')).toEqual([]);
  });
});
