import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantMs, instantOfMs } from '../../../engine/core/zones.ts';
import type { CaseState, Effect, Workflow } from '../../../engine/workflow/index.ts';
import { chart, commandOf, deed } from './random-case.ts';
import { Desk, workflowOf } from './world.ts';

/** More for a campaign: `WORKFLOW_RUNS=20000`. */
const RUNS = Number(process.env.WORKFLOW_RUNS ?? 700);

/** What a server would have stored, had it only carried out the effects. */
class Rows {
  tasks = new Map<string, string>();
  timers = new Map<string, string>();
  incidents = new Set<string>();
  proposals = new Set<string>();
  status = '';

  carryOut(effects: readonly Effect[], fired?: string): void {
    if (fired !== undefined) this.timers.delete(fired);
    for (const { type, params } of effects) {
      if (type === 'open-task') {
        expect(this.tasks.has(params.task.id)).toBe(false);
        this.tasks.set(params.task.id, params.task.status);
      } else if (type === 'close-task') {
        expect(['open', 'waiting']).toContain(this.tasks.get(params.task));
        this.tasks.set(params.task, params.status);
      } else if (type === 'update-task' && params.set.status) this.tasks.set(params.task, params.set.status);
      else if (type === 'set-timer') this.timers.set(params.timer, params.fireAt);
      else if (type === 'cancel-timer') expect(this.timers.delete(params.timer)).toBe(true);
      else if (type === 'set-status') this.status = params.status;
      else if (type === 'open-incident' && params.retry) this.incidents.add(params.incident);
      else if (type === 'open-incident' && params.issue.code === 'workflow/exception-proposed')
        this.proposals.add(params.incident);
      else if (type === 'close-incident')
        expect(this.incidents.delete(params.incident) || this.proposals.delete(params.incident)).toBe(true);
    }
  }

  agreesWith(state: CaseState): void {
    expect(Object.fromEntries(this.tasks)).toEqual(
      Object.fromEntries(Object.values(state.tasks).map(({ id, status }) => [id, status])),
    );
    if (state.status !== 'suspended')
      expect(Object.fromEntries(this.timers)).toEqual(
        Object.fromEntries(Object.values(state.timers).map(({ id, fireAt }) => [id, fireAt])),
      );
    expect([...this.incidents].sort()).toEqual(state.stuck.map(({ incident }) => incident).sort());
    expect([...this.proposals].sort()).toEqual(
      Object.values(state.proposals ?? {})
        .map(({ incident }) => incident)
        .sort(),
    );
    expect(this.status).toBe(state.recordStatus);
  }
}

/** Nobody is forgotten: a running case always waits for a person, an event or an administrator. */
function neverLost(workflow: Workflow, state: CaseState): void {
  const open = Object.values(state.tasks).filter(({ status }) => status === 'open' || status === 'waiting');
  if (state.status === 'done' || state.status === 'cancelled') {
    expect(open).toEqual([]);
    expect(state.timers).toEqual({});
    expect(state.stuck).toEqual([]);
    return;
  }
  for (const path of state.states) {
    const key = workflow.states[path]?.step;
    if (workflow.states[path]?.kind === 'final') continue;
    const waits =
      workflow.steps[key ?? '']?.type === 'wait' ||
      state.stuck.some((one) => one.state === path) ||
      open.some((task) => task.step === key && task.status === 'open');
    expect(waits, `${path} waits for nobody`).toBe(true);
  }
  for (const task of open) expect(state.states).toContain(workflow.steps[task.step]?.path);
}

/** No person decides about their own work, or twice where duties are separate, or another's task, or one that is over. */
function nobodyOversteps(workflow: Workflow, before: CaseState, after: CaseState): void {
  for (const task of Object.values(after.tasks)) {
    const was = before.tasks[task.id];
    if (!task.decision || was?.decision || task.auto) continue;
    const step = workflow.steps[task.step];
    expect(before.status).toBe('running');
    expect(was?.status).toBe('open');
    expect(['p-gone', 'p-nobody']).not.toContain(task.person);
    if (was?.person !== undefined) expect(task.person).toBe(was.person);
    if (step?.separate.includes('initiator')) expect(before.makers).not.toContain(task.person);
    for (const other of step?.separate ?? []) expect(before.acted[other] ?? []).not.toContain(task.person);
  }
}

describe('any case of any workflow', () => {
  it(
    'never breaks, forgets nobody, lets nobody overstep, and is what its history says',
    () => {
      const seen = { taken: 0, refused: 0, ended: 0, ways: new Set<string>() };
      fc.assert(
        fc.property(
          chart,
          fc.constantFrom('p-ann', 'p-max'),
          fc.array(deed, { minLength: 5, maxLength: 30 }),
          ({ chart: json, more }, initiator, deeds) => {
            const workflow = workflowOf(json, more);
            const desk = new Desk(workflow, { initiator, data: { amount: 100, total: 0 } });
            const rows = new Rows();
            rows.carryOut(desk.effects);
            for (const one of deeds) {
              rows.agreesWith(desk.state);
              neverLost(workflow, desk.state);
              desk.at = instantOfMs(instantMs(desk.at) + one.hours * 3_600_000) ?? desk.at;
              const before = desk.state;
              const timers = new Set(Object.keys(before.timers));
              const entries = desk.entries.length;
              // Throws where a command throws, gives no pure JSON, or is not replayed to the same state.
              const refused = desk.try(commandOf(desk, one));
              expect(desk.entries.length - entries).toBe(refused.length > 0 ? 0 : 1);
              seen[refused.length > 0 ? 'refused' : 'taken']++;
              if (refused.length > 0) expect(desk.state).toBe(before);
              else {
                seen.ways.add(one.what === 'decide' ? one.word : one.what);
                const fired =
                  one.what === 'fire' ? [...timers].find((id) => desk.entries.at(-1)?.command.timer === id) : undefined;
                rows.carryOut(desk.effects, fired);
                nobodyOversteps(workflow, before, desk.state);
                expect(['running', 'suspended'].includes(before.status)).toBe(true);
              }
            }
            rows.agreesWith(desk.state);
            neverLost(workflow, desk.state);
            if (desk.state.endedAt) seen.ended++;
          },
        ),
        { numRuns: RUNS },
      );
      // A test that never gets anywhere shows nothing.
      expect(seen.taken).toBeGreaterThan(RUNS * 2);
      expect(seen.refused).toBeGreaterThan(RUNS);
      expect(seen.ended).toBeGreaterThan(RUNS / 10);
      for (const way of [
        'approve',
        'reject',
        'return',
        'transfer',
        'add-signer',
        'fire',
        'amend',
        'reassign',
        'move',
        'retry',
        'claim',
        'propose',
        'confirm',
      ])
        expect(seen.ways).toContain(way);
    },
    RUNS * 200,
  );
});
