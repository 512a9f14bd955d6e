import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/core/index.ts';
import {
  type CaseState,
  decide,
  type HistoryDraft,
  move,
  taskOptions,
  type Workflow,
} from '../../../engine/workflow/index.ts';
import { Desk, workflowOf } from './world.ts';

/** More for a campaign: `WORKFLOW_RUNS=20000`. */
const RUNS = Number(process.env.WORKFLOW_RUNS ?? 150);

// Charts of rows of steps, some of them side by side in regions, and there again; steps return anywhere, and some lead back
// by the chart itself. Each step is decided by one of two people who sit in no unit of the initiator.

type Block = { kind: 'step'; shape: Shape } | { kind: 'regions'; rows: Block[][] };
type Shape = { to: string[]; far: number; resume: string; back: number; empty: boolean };

const shape: fc.Arbitrary<Shape> = fc.record({
  to: fc.uniqueArray(fc.constantFrom('initiator', 'previous', 'passed', 'listed'), { minLength: 1 }),
  far: fc.nat(20),
  resume: fc.constantFrom('rerun', 'direct', 'ask'),
  /** Where a refusal leads: mostly to the end, else to a step by number. */
  back: fc.oneof({ weight: 2, arbitrary: fc.constant(-1) }, fc.nat(20)),
  empty: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
});
const plainStep: fc.Arbitrary<Block> = shape.map((one) => ({ kind: 'step', shape: one }));
const rowOf = (block: fc.Arbitrary<Block>) => fc.array(block, { minLength: 1, maxLength: 3 });
const regionsOf = (block: fc.Arbitrary<Block>): fc.Arbitrary<Block> =>
  fc.array(rowOf(block), { minLength: 2, maxLength: 2 }).map((rows): Block => ({ kind: 'regions', rows }));
const inner = fc.oneof({ weight: 5, arbitrary: plainStep }, regionsOf(plainStep));
const row = rowOf(fc.oneof({ weight: 3, arbitrary: plainStep }, { weight: 2, arbitrary: regionsOf(inner) }));

const ends = {
  end: { type: 'final', id: 'end', meta: { outcome: 'approved' } },
  refused: { type: 'final', id: 'refused', meta: { outcome: 'rejected' } },
};

/** The chart of a row of blocks; `own`: it has a state of its own in which the initiator revises. */
function chartOfRow(blocks: Block[], own: boolean): JsonObject {
  const total = countOf(blocks);
  let steps = 0;
  let parts = 0;
  const states = (list: Block[], last: string): { initial: string; states: JsonObject } => {
    const names = list.map((block) => (block.kind === 'step' ? `s${steps++}` : `p${parts++}`));
    const made: JsonObject = {};
    list.forEach((block, index) => {
      const name = names[index] ?? '';
      const next = names[index + 1] ?? last;
      made[name] = block.kind === 'step' ? stepOf(block.shape, name, next) : sideBySide(block.rows, next);
    });
    return { initial: names[0] ?? last, states: made };
  };
  const sideBySide = (rows: Block[][], next: string): JsonObject => ({
    type: 'parallel',
    states: Object.fromEntries(
      rows.map((one, index) => {
        const part = states(one, 'over');
        return [`r${parts}-${index}`, { ...part, states: { ...part.states, over: { type: 'final' } } }];
      }),
    ),
    onDone: next,
  });
  const stepOf = ({ to, far, resume, back, empty }: Shape, name: string, next: string): JsonObject => ({
    id: name,
    meta: {
      step: {
        type: 'approval',
        assign: empty ? [{ by: 'role', role: 'archivist' }] : [{ by: 'person', person: 'p-dora' }],
        ...(empty ? { empty: 'skip' } : {}),
        decisions: ['approve', 'reject', 'return'],
        return: { to: to.map((word) => (word === 'listed' ? `s${far % total}` : word)), resume },
        opinion: 'optional',
      },
    },
    on: { approve: next, reject: back < 0 ? '#refused' : `#s${back % total}` },
  });
  const whole = states(blocks, own ? 'revise' : 'end');
  const revise = {
    id: 'revise',
    meta: { step: { type: 'fill', assign: [{ by: 'initiator' }] } },
    on: { submit: 'end' },
  };
  return { initial: whole.initial, states: { ...whole.states, ...(own ? { revise } : {}), ...ends } };
}

function countOf(blocks: Block[]): number {
  return blocks.reduce(
    (sum, block) => sum + (block.kind === 'step' ? 1 : block.rows.reduce((all, one) => all + countOf(one), 0)),
    0,
  );
}

/** True for steps of different regions: the state that holds both is a parallel one. */
function besides(workflow: Workflow, one: string, other: string): boolean {
  const [a, b] = [one, other].map((key) => (workflow.steps[key]?.path ?? '').split('.')) as [string[], string[]];
  let shared = 0;
  while (a[shared] !== undefined && a[shared] === b[shared]) shared++;
  return workflow.states[a.slice(0, shared).join('.')]?.kind === 'parallel';
}

/** The step that a return by this name leads to: it is tried. */
function placeOf(desk: Desk, task: string, person: string, to: string): string {
  const input = desk.input(person, 'return', { task, to, resume: 'rerun' });
  const result = decide(desk.workflow, desk.state, input, desk.ctx());
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const { entry } = result.value;
  const path = movedTo(entry);
  return desk.workflow.states[path]?.step ?? path;
}

function movedTo({ facts }: HistoryDraft): string {
  const moved = facts.find((fact) => fact.kind === 'moved');
  return moved?.kind === 'moved' ? moved.to : '';
}

function judge(desk: Desk, seen: { offered: number }): void {
  const { workflow, state } = desk;
  expect(openOf(state, state.passed)).toEqual([]);
  for (const { id, step, person = '' } of Object.values(state.tasks).filter(({ status }) => status === 'open')) {
    const offered = taskOptions(workflow, state, id, person, desk.ctx()).returnTo.map(({ to }) => to);
    seen.offered += offered.length;
    const places = offered.map((to) => (to === 'previous' || to === 'initiator' ? placeOf(desk, id, person, to) : to));
    const said = `${step} → ${offered.join(', ')} (${places.join(', ')})`;
    expect(openOf(state, places), `${said}: open`).toEqual([]);
    expect(places, `${said}: itself`).not.toContain(step);
    expect(
      places.filter((place) => besides(workflow, step, place)),
      `${said}: another region`,
    ).toEqual([]);
    expect(new Set(places).size, `${said}: one place twice`).toBe(places.length);
  }
}

const openOf = ({ steps }: CaseState, keys: readonly string[]) => keys.filter((key) => steps[key]?.status === 'open');

describe('returns in any chart', () => {
  it(
    'B14 B15 B17: what is offered is never open, of another region, or offered twice',
    () => {
      const seen = { offered: 0, returned: 0, beside: 0 };
      const deed = fc.record({
        pick: fc.nat(30),
        say: fc.oneof(
          { weight: 6, arbitrary: fc.constant('approve') },
          { weight: 4, arbitrary: fc.constant('return') },
          { weight: 2, arbitrary: fc.constant('reject') },
          fc.constant('move'),
        ),
        direct: fc.boolean(),
      });
      fc.assert(
        fc.property(row, fc.boolean(), fc.array(deed, { minLength: 4, maxLength: 30 }), (blocks, own, deeds) => {
          const workflow = workflowOf(chartOfRow(blocks, own));
          const desk = new Desk(workflow);
          for (const { pick, say, direct } of deeds) {
            judge(desk, seen);
            const open = Object.values(desk.state.tasks).filter(({ status }) => status === 'open');
            const task = open[pick % Math.max(1, open.length)];
            if (!task) break;
            const person = task.person ?? '';
            desk.at = new Date(Date.parse(desk.at) + 60_000).toISOString();
            if (say === 'move') {
              const states = Object.keys(workflow.states);
              const to = states[pick % states.length] ?? '';
              desk.try((state, ctx) => move(workflow, state, { by: 'p-otto', at: desk.at, reason: 'why', to }, ctx));
              continue;
            }
            const { returnTo } = taskOptions(workflow, desk.state, task.id, person, desk.ctx());
            const to = returnTo[pick % Math.max(1, returnTo.length)]?.to;
            const decision = task.kind === 'fill' ? 'submit' : say;
            const said = {
              task: task.id,
              resume: direct ? ('direct' as const) : ('rerun' as const),
              ...(to && { to }),
            };
            const input = desk.input(person, decision, decision === 'return' ? said : { task: task.id });
            const refused = desk.try((state, ctx) => decide(workflow, state, input, ctx));
            if (refused.length > 0) expect(refused).toEqual(['workflow/decision-not-allowed']);
            else if (decision === 'return') seen.returned++;
            if (open.length > 1) seen.beside++;
          }
          judge(desk, seen);
        }),
        { numRuns: RUNS },
      );
      expect(seen.offered).toBeGreaterThan(RUNS);
      expect(seen.returned).toBeGreaterThan(RUNS / 2);
      expect(seen.beside).toBeGreaterThan(RUNS / 2);
    },
    RUNS * 200,
  );
});
