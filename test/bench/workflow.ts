// What the engine costs beside bare XState: `npx tsx test/bench/workflow.ts`. The same chart, the same event, both from a
// snapshot as plain JSON and back to one. XState only finds the next state; the engine also checks the decision, evaluates
// typed rules with a trace, finds people, opens and closes tasks, and writes history.
import { createMachine, transition } from 'xstate';
import { hashOf, type JsonObject } from '../../engine/core/index.ts';
import { type Rule, trace } from '../../engine/rules/index.ts';
import { decide, parseWorkflow, start, type WorkflowContext } from '../../engine/workflow/index.ts';
import { sendChart } from '../../engine/workflow/machine.ts';
import { calendar, expectOk, form, links, organisation, zone } from '../engine/workflow/world.ts';

/** Of XState's own rate, for the transition with its rules. */
const WANTED = 0.4;

const step = (roles: string[], more: object = {}) => ({
  type: 'approval',
  assign: roles.map((role) => ({ by: 'role', role })),
  decide: 'any',
  opinion: 'on-reject',
  separate: ['initiator'],
  ...more,
});
const over = (minor: number) => ({ type: 'rule', params: { if: { '>': [{ var: 'amount' }, minor] } } });
const chart = {
  initial: 'finance',
  states: {
    finance: {
      meta: { step: step(['finance']) },
      on: { approve: [{ target: 'director', guard: over(5000000) }, { target: 'paid' }], reject: 'rejected' },
    },
    director: {
      meta: { step: step(['director'], { separate: ['initiator', 'finance'] }) },
      on: { approve: [{ target: 'president', guard: over(100000000) }, { target: 'paid' }], reject: 'rejected' },
    },
    president: { meta: { step: step(['president']) }, on: { approve: 'paid', reject: 'rejected' } },
    paid: { type: 'final', meta: { outcome: 'approved' } },
    rejected: { type: 'final', meta: { outcome: 'rejected' } },
  },
};
const definition = {
  kind: 'workflow',
  key: 'bench',
  title: 'Bench',
  form: 'request',
  start: { on: 'create', roles: ['maker'] },
  chart,
};
const data: JsonObject = {
  amount: 6000000,
  reason: 'Equipment for the new branch',
  category: 'goods',
  ticket: 'TK-20260929-1',
  deadline: '2026-10-20',
  rows: [{ cost: 2500000 }, { cost: 3500000 }],
  total: 6000000,
};
const at = '2026-09-29T02:00:00.000Z';

const workflow = expectOk(parseWorkflow(definition, links));
const ctx: WorkflowContext = {
  form,
  data,
  record: { id: 'r', createdBy: 'p-ann' },
  env: { data: {}, now: at, zone, organisation, calendar },
  organisation,
};
const { state } = expectOk(start(workflow, { case: 'c', initiator: 'p-ann', at }, ctx));
const seen = hashOf(data);

// The bare machine: the guard as a JavaScript comparison, which nobody could edit in a browser.
const bare = createMachine(
  { id: 'bare', ...chart, context: ({ input }: { input: JsonObject }) => input } as never,
  {
    guards: {
      rule: ({ context }: { context: JsonObject }, params: { if: { '>': [unknown, number] } }) =>
        Number(context.amount) > params.if['>'][1],
    },
  } as never,
);
const stored = JSON.stringify({ status: 'active', value: 'finance', historyValue: {}, context: data, children: {} });
const storedCase = JSON.stringify(state);

const env = { ...ctx.env, data };
const ruled = (guard: number) => trace((workflow.guards[guard] as { rule: Rule }).rule, env).value === true;

const runs = {
  'XState transition()': () => {
    const snapshot = bare.restoreSnapshot(JSON.parse(stored) as never, {} as never);
    const [next] = transition(bare, snapshot as never, { type: 'approve' } as never);
    return JSON.stringify(bare.getPersistedSnapshot(next as never)).includes('director');
  },
  'engine: chart alone': () => {
    const { snapshot } = JSON.parse(storedCase);
    const run = expectOk(sendChart(workflow.machine, snapshot, { type: 'approve', within: 'finance' }, () => true));
    return JSON.stringify(run.snapshot).includes('director');
  },
  // The same with the guards as the engine has them: typed rules, each with the trace of what it read.
  'engine: chart with rules': () => {
    const { snapshot } = JSON.parse(storedCase);
    const run = expectOk(sendChart(workflow.machine, snapshot, { type: 'approve', within: 'finance' }, ruled));
    return JSON.stringify(run.snapshot).includes('director');
  },
  'engine: whole decision': () => {
    const advance = expectOk(
      decide(workflow, JSON.parse(storedCase), { task: 'c:1', person: 'p-fay', decision: 'approve', seen, at }, ctx),
    );
    return JSON.stringify(advance.state).includes('director');
  },
};

function rate(run: () => boolean, forMs: number): number {
  const begun = performance.now();
  let count = 0;
  for (let now = begun; now - begun < forMs; now = performance.now()) {
    for (let inner = 0; inner < 50; inner++) if (!run()) throw new Error('went elsewhere');
    count += 50;
  }
  return (count / (performance.now() - begun)) * 1000;
}

const best: { [name: string]: number } = {};
for (const run of Object.values(runs)) rate(run, 300);
// In turns, so that a busy machine slows all alike; the best of each.
for (let round = 0; round < 5; round++) {
  for (const [name, run] of Object.entries(runs)) best[name] = Math.max(best[name] ?? 0, rate(run, 400));
}
const raw = best['XState transition()'] ?? 1;
if ((best['engine: chart with rules'] ?? 0) < WANTED * raw) process.exitCode = 1;
for (const [name, perSecond] of Object.entries(best)) {
  console.log(
    `${name.padEnd(24)} ${Math.round(perSecond).toLocaleString('en').padStart(9)} /s   ${(perSecond / raw).toFixed(2)} × XState`,
  );
}
