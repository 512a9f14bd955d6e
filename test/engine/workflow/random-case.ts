import fc from 'fast-check';
import { hashOf, type Json, type JsonObject, type Result } from '../../../engine/core/index.ts';
import {
  type Advance,
  amend,
  type CaseState,
  cancel,
  claim,
  confirm,
  decide,
  dismiss,
  event,
  fire,
  move,
  propose,
  reassign,
  release,
  resume,
  retry,
  suspend,
  type WorkflowContext,
  withdraw,
} from '../../../engine/workflow/index.ts';
import type { Desk } from './world.ts';

/** Random small charts, and random people who do random things to their cases, sensible or not. */

const names = [
  'p-ann',
  'p-max',
  'p-fay',
  'p-fred',
  'p-dora',
  'p-wang',
  'p-dave',
  'p-president',
  'p-otto',
  'p-gone',
  'p-nobody',
];
const who = fc.constantFrom(...names);

const assign: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject>(
  { by: 'role', role: 'finance' },
  { by: 'role', role: 'director' },
  { by: 'role', role: 'finance', within: 'initiator.unit' },
  { by: 'role', role: 'archivist' },
  { by: 'pool', role: 'finance' },
  { by: 'person', person: 'p-dora' },
  { by: 'person', person: 'p-max' },
  { by: 'manager', level: 1 },
  { by: 'manager-chain', levels: 2 },
  { by: 'field', field: 'reviewer' },
  { by: 'initiator' },
);

const stepShape = fc.record({
  assign: fc.uniqueArray(assign, { minLength: 1, maxLength: 2 }),
  order: fc.constantFrom('parallel', 'sequence'),
  decide: fc.constantFrom<Json>('any', 'all', { vote: 0.5 }, { vote: 0.6, waitForAll: true }),
  reject: fc.constantFrom('first', 'all'),
  resume: fc.constantFrom('rerun', 'direct', 'ask'),
  back: fc.constantFrom(['initiator'], ['previous', 'passed'], ['initiator', 'passed']),
  empty: fc.constantFrom<Json>('incident', 'skip', { role: 'president' }),
  separate: fc.boolean(),
  apart: fc.boolean(),
  remind: fc.boolean(),
  guarded: fc.boolean(),
  far: fc.nat(3),
  sorted: fc.boolean(),
  wide: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
  ignore: fc.boolean(),
});

/** A row of approval steps, with guards that skip some, a wait, copies, and timers; sometimes two steps side by side. */
export const chart: fc.Arbitrary<{ chart: JsonObject; more: JsonObject }> = fc
  .record({
    steps: fc.array(stepShape, { minLength: 1, maxLength: 4 }),
    both: fc.boolean(),
    wait: fc.boolean(),
    copy: fc.boolean(),
    auto: fc.record({ earlier: fc.boolean(), adjacent: fc.boolean(), initiator: fc.boolean() }),
    withdraw: fc.constantFrom('never', 'untouched', 'always'),
  })
  .map(({ steps, both, wait, copy, auto, withdraw: taken }) => {
    const after = wait ? 'hold' : copy ? 'tell' : 'end';
    const states: JsonObject = {};
    const key = (index: number) => (index < steps.length ? `s${index}` : both ? 'both' : after);
    steps.forEach((shape, index) => {
      states[`s${index}`] = stepState(shape, index, key(index + 1), key(index + 1 + shape.far));
    });
    if (both) states.both = sideBySide(after);
    if (wait)
      states.hold = {
        meta: { step: { type: 'wait' } },
        on: { paid: copy ? 'tell' : 'end' },
        after: { P3D: 'refused' },
      };
    if (copy)
      states.tell = {
        meta: { step: { type: 'copy', assign: [{ by: 'role', role: 'director' }] } },
        on: { done: 'end' },
      };
    states.end = {
      type: 'final',
      meta: { outcome: 'approved' },
      entry: { type: 'set', params: { closedOn: { rule: { today: [] } } } },
    };
    states.refused = { type: 'final', id: 'refused', meta: { outcome: 'rejected' } };
    return { chart: { initial: 's0', states }, more: { auto, withdraw: taken, events: { paid: {} } } };
  });

function stepState(
  shape: typeof stepShape extends fc.Arbitrary<infer S> ? S : never,
  index: number,
  next: string,
  far: string,
): JsonObject {
  const separate = [...(shape.separate ? ['initiator'] : []), ...(shape.apart && index > 0 ? ['s0'] : [])];
  const guarded = { target: far, guard: { type: 'rule', params: { if: { '>': [{ var: 'amount' }, 500] } } } };
  return {
    meta: {
      step: {
        type: 'approval',
        assign: shape.assign,
        order: shape.order,
        decide: shape.decide as Json,
        reject: shape.reject,
        decisions: ['approve', 'reject', 'return', 'transfer', 'add-signer'],
        return: { to: [...shape.back], resume: shape.resume },
        separate,
        empty: shape.empty as Json,
        fields: { ticket: 'edit', amount: 'edit', deadline: 'edit' },
        opinion: 'optional',
        ...(shape.wide ? { transfer: { within: 'u-group' }, addSigner: { within: 'u-group' } } : {}),
        ...(shape.ignore ? { ignore: ['ticket'] } : {}),
      },
    },
    on: { approve: shape.guarded ? [guarded, { target: next }] : next, reject: 'refused' },
    ...(shape.remind
      ? {
          after: {
            P1D: { actions: { type: 'notify', params: { template: 'late' } } },
            'field:deadline': { target: next },
          },
        }
      : {}),
  };
}

function sideBySide(after: string): JsonObject {
  const part = (step: string, role: string): JsonObject => ({
    initial: step,
    states: {
      [step]: {
        meta: {
          step: {
            type: 'approval',
            assign: [{ by: 'role', role }],
            decide: 'any',
            decisions: ['approve', 'reject', 'return'],
            separate: ['initiator'],
            opinion: 'optional',
          },
        },
        on: { approve: `${step}-ok`, reject: '#refused' },
      },
      [`${step}-ok`]: { type: 'final' },
    },
  });
  return { type: 'parallel', states: { a: part('legal', 'director'), b: part('cash', 'finance') }, onDone: after };
}

export type Deed = {
  what: string;
  who: string;
  other: string;
  pick: number;
  hours: number;
  fresh: boolean;
  word: string;
  writes?: JsonObject;
};

export const deed: fc.Arbitrary<Deed> = fc.record({
  what: fc.oneof(
    { weight: 12, arbitrary: fc.constant('decide') },
    { weight: 3, arbitrary: fc.constantFrom('fire', 'event', 'amend') },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'claim',
        'claim',
        'claim',
        'release',
        'withdraw',
        'reassign',
        'move',
        'suspend',
        'resume',
        'resume',
        'retry',
        'cancel',
        'propose',
        'propose',
        'confirm',
        'confirm',
        'confirm',
        'confirm',
        'dismiss',
      ),
    },
  ),
  who,
  other: who,
  pick: fc.nat(20),
  hours: fc.constantFrom(0, 1, 30, 200),
  // Mostly the holder of an open task acts; else whoever, on whatever task.
  fresh: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
  word: fc.oneof(
    { weight: 6, arbitrary: fc.constant('approve') },
    fc.constantFrom('approve', 'reject', 'return', 'submit', 'xstate.stop'),
    { weight: 2, arbitrary: fc.constantFrom('transfer', 'add-signer') },
  ),
  writes: fc.option(
    fc.constantFrom<JsonObject>(
      { ticket: 'T' },
      { amount: 900 },
      { amount: 100 },
      { deadline: '2026-10-05' },
      { reason: 'no' },
      { amount: 'x' },
    ),
    { nil: undefined, freq: 4 },
  ),
});

/** The deed as a command of the engine. */
export function commandOf(
  desk: Desk,
  { what, who: person, other, pick, fresh, word, writes }: Deed,
): (state: CaseState, ctx: WorkflowContext) => Result<Advance> {
  const { workflow, at } = desk;
  const tasks = Object.values(desk.state.tasks);
  const open = tasks.filter(({ status }) => status === 'open');
  const list = fresh && open.length > 0 ? open : tasks;
  const task = list[pick % Math.max(1, list.length)];
  const id = task?.id ?? 'none';
  const actor = fresh ? (task?.person ?? person) : person;
  const admin = { by: person, at, reason: 'because' };
  const where = (['before', 'after', 'alongside'] as const)[pick % 3];
  const to = word === 'return' ? ['initiator', 'previous', 's0', undefined][pick % 4] : other;
  return (state, ctx) => {
    switch (what) {
      case 'decide': {
        const input = {
          task: id,
          person: actor,
          decision: word,
          seen: hashOf(desk.data),
          at,
          resume: pick % 2 === 0 ? ('direct' as const) : ('rerun' as const),
          ...(where ? { where } : {}),
          ...(to === undefined ? {} : { to }),
          ...(writes ? { data: writes } : {}),
        };
        return decide(workflow, state, input, ctx);
      }
      case 'fire':
        return fire(
          workflow,
          state,
          { timer: Object.keys(state.timers)[pick % Math.max(1, Object.keys(state.timers).length)] ?? 'none', at },
          ctx,
        );
      case 'event':
        return event(workflow, state, { event: 'paid', at }, ctx);
      case 'amend': {
        desk.data = { ...desk.data, ...(writes && writes.amount !== 'x' ? writes : { reason: `r${pick}` }) };
        return amend(workflow, state, { by: person, at, fields: ['reason'] }, { ...ctx, data: desk.data });
      }
      case 'claim': {
        // Mostly somebody of the pool: few others would ever be let through.
        const free = open.filter((each) => each.pool !== undefined && each.person === undefined);
        const wanted = fresh ? (free[pick % Math.max(1, free.length)]?.id ?? id) : id;
        return claim(workflow, state, { task: wanted, person: fresh && pick % 3 ? 'p-fred' : actor, at }, ctx);
      }
      case 'release':
        return release(workflow, state, { task: id, person: actor, at }, ctx);
      case 'withdraw':
        return withdraw(workflow, state, { person: actor, at }, ctx);
      case 'reassign':
        return reassign(
          workflow,
          state,
          pick % 2 === 0 ? { ...admin, task: id, to: other } : { ...admin, step: `s${pick % 4}`, to: other },
          ctx,
        );
      case 'move':
        return move(
          workflow,
          state,
          { ...admin, to: Object.keys(workflow.states)[pick % Object.keys(workflow.states).length] ?? '' },
          ctx,
        );
      case 'suspend':
        return suspend(workflow, state, admin, ctx);
      case 'resume':
        return resume(workflow, state, admin, ctx);
      case 'propose':
        return propose(
          workflow,
          state,
          pick % 3 === 0
            ? {
                ...admin,
                verb: 'move',
                to: Object.keys(workflow.states)[pick % Object.keys(workflow.states).length] ?? '',
              }
            : pick % 3 === 1
              ? { ...admin, verb: 'reassign', task: id, to: other }
              : { ...admin, verb: 'reassign', step: `s${pick % 4}`, to: other },
          ctx,
        );
      case 'confirm':
      case 'dismiss': {
        const last = Object.values(state.proposals ?? {}).at(-1);
        const input = { ...admin, proposal: last?.id ?? 'none' };
        if (what === 'dismiss') return dismiss(workflow, state, input, ctx);
        // Mostly another administrator than the one who proposed it.
        const second = last?.by === 'p-otto' ? 'p-president' : 'p-otto';
        return confirm(workflow, state, fresh ? { ...input, by: second } : input, ctx);
      }
      case 'cancel':
        return cancel(workflow, state, admin, ctx);
      default:
        return retry(workflow, state, admin, ctx);
    }
  };
}
