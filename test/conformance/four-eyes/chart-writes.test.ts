import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../engine/core/index.ts';
import { checkWorkflow } from '../../../engine/workflow/index.ts';
import { approval, chartOf, guard, links, workflowOf } from '../../engine/workflow/world.ts';

// What the chart itself writes after an approval: none that the approver saw, unless their step ignores the field.

const finance: Json = [{ by: 'role', role: 'finance' }];
const director: Json = [{ by: 'role', role: 'director' }];
const set = (values: JsonObject): JsonObject => ({ type: 'set', params: values });
const end = (actions: Json) => ({ end: { type: 'final', meta: { outcome: 'approved' }, entry: actions } });
const first = (more: JsonObject = {}, on: object = {}, state: object = {}) =>
  approval({ assign: finance, separate: ['initiator'], ...more }, on, state);
const second = (more: JsonObject = {}, on: object = {}, state: object = {}) =>
  approval({ assign: director, separate: ['initiator'], ...more }, on, state);

const found = (states: object) =>
  checkWorkflow(workflowOf(chartOf(states)), links)
    .filter(({ code }) => code === 'workflow/set-after-approval')
    .map(({ path }) => path);

describe('B13: a chart writes after an approval', () => {
  const row = { first: first({}, { approve: 'second' }), second: second() };
  const both = (on: object, state: object = {}) => ({
    first: first({}, { approve: 'second' }),
    second: second({}, on, state),
  });
  const at = '/chart/states';

  it.each<[string, object, string[]]>([
    ['at the end that approves', { first: first(), ...end(set({ amount: 1 })) }, [`${at}/end/entry/params/amount`]],
    [
      'with the approval',
      { first: first({}, { approve: { target: 'end', actions: set({ amount: 1 }) } }) },
      [`${at}/first/on/approve/actions/params/amount`],
    ],
    ['as the step is left', { first: first({}, {}, { exit: set({ amount: 1 }) }) }, [`${at}/first/exit/params/amount`]],
    [
      'as the next step opens',
      { first: row.first, second: second({}, {}, { entry: set({ ticket: 'x' }) }) },
      [`${at}/second/entry/params/ticket`],
    ],
    [
      'while the next step waits',
      both({}, { after: { P1D: { actions: set({ amount: 1 }) } } }),
      [`${at}/second/after/P1D/actions/params/amount`],
    ],
    [
      'while the step waits for its other people',
      { first: first({}, {}, { after: { P1D: { actions: set({ amount: 1 }) } } }) },
      [`${at}/first/after/P1D/actions/params/amount`],
    ],
    [
      'what a formula makes a field of that was seen',
      { first: first({ ignore: ['rows'] }), ...end(set({ rows: [] })) },
      [`${at}/end/entry/params/rows`],
    ],
    [
      'on one of two ways',
      {
        first: first({}, { approve: [guard({ '>': [{ var: 'amount' }, 5] }, 'big'), { target: 'end' }] }),
        big: second({}, {}, { entry: set({ reason: 'big' }) }),
      },
      [`${at}/big/entry/params/reason`],
    ],
    [
      'on the way straight back after a return',
      {
        first: first({}, { approve: 'second' }),
        second: second({ decisions: ['approve', 'return'], return: { to: ['mend'], resume: 'direct' } }),
        mend: {
          meta: { step: { type: 'fill', assign: [{ by: 'initiator' }] } },
          entry: set({ reason: 'mended' }),
          on: { submit: 'first' },
        },
      },
      [`${at}/mend/entry/params/reason`],
    ],
  ])('%s: refused', (_, states, paths) => {
    expect(found(states)).toEqual(paths);
  });

  it.each<[string, object]>([
    ['before it', { first: first({}, {}, { entry: set({ amount: 1 }) }) }],
    [
      'where its step ignores the field',
      { first: first({ ignore: ['closedOn'] }), ...end(set({ closedOn: '2026-12-01' })) },
    ],
    [
      'where its step hides the field',
      { first: first({ fields: { ticket: 'hidden' } }), ...end(set({ ticket: 'x' })) },
    ],
    ['with a refusal', { first: first({}, { reject: { target: 'refused', actions: set({ reason: 'no' }) } }) }],
    [
      'on the way to an end that refuses',
      {
        first: first({}, { approve: 'second' }),
        second: second({}, { reject: { target: 'refused', actions: set({ reason: 'no' }) } }),
      },
    ],
    [
      'and asks it again',
      {
        draft: {
          meta: { step: { type: 'fill', assign: [{ by: 'initiator' }] } },
          on: { submit: 'first' },
          entry: set({ reason: 'again' }),
        },
        first: first({}, { approve: 'second' }),
        second: second({}, { reject: 'draft' }),
      },
    ],
  ])('%s: taken', (_, states) => {
    expect(found(states)).toEqual([]);
  });
});
