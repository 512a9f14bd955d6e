// Random charts, people, administrators and commands, judged by a small model of its own: what the law of four eyes says of a case,
// counted anew from what the case looked like before and after each command.
import fc from 'fast-check';
import type { Organisation } from '../../engine/access/index.ts';
import { hashOf, type Json, type Result } from '../../engine/core/index.ts';
import { instantMs, instantOfMs } from '../../engine/core/zones.ts';
import { type Advance, attend, type CaseState, replay, type Workflow } from '../../engine/workflow/index.ts';
import { chart, commandOf, deed } from '../engine/workflow/random-case.ts';
import { afterMove, company, moves, organised } from '../engine/workflow/random-organisation.ts';
import { Desk, expectOk, workflowOf } from '../engine/workflow/world.ts';

export type RightsReport = { sequences: number; taken: number; approved: number; fault?: string };

/** A desk that keeps its history and replays it once, at the end. */
class QuickDesk extends Desk {
  override take(result: Result<Advance>): Advance {
    const advance = expectOk(result);
    this.state = advance.state;
    this.data = advance.data;
    this.effects = advance.effects;
    this.entries.push(advance.entry);
    return advance;
  }
}

/** Plays so many sequences; `plant` spoils a state on purpose, to show that the model sees it. */
export function runRights(options: {
  sequences: number;
  seed: number;
  plant?: (state: CaseState) => void;
}): RightsReport {
  const report: RightsReport = { sequences: options.sequences, taken: 0, approved: 0 };
  const property = fc.property(
    chart,
    fc.constantFrom('p-ann', 'p-max'),
    fc.array(deed, { minLength: 5, maxLength: 25 }),
    company,
    moves,
    ({ chart: json, more }, initiator, deeds, whole, changes) => {
      const workflow = workflowOf(json, more);
      let there = whole;
      const data = { amount: 100, total: 0 };
      const desk = new QuickDesk(workflow, { initiator, data, company: organised(there) });
      for (const [index, one] of deeds.entries()) {
        for (const change of changes.filter(({ after }) => after === index)) {
          there = afterMove(there, change);
          desk.company = organised(there);
          // What the server does when a person or a role has changed.
          const noted = attend(workflow, desk.state, { at: desk.at }, desk.ctx());
          if (noted) desk.take(noted);
        }
        desk.at = instantOfMs(instantMs(desk.at) + one.hours * 3_600_000) ?? desk.at;
        const before = desk.state;
        if (desk.try(commandOf(desk, one)).length > 0) continue;
        report.taken++;
        options.plant?.(desk.state);
        judgeDecisions(before, desk.state, desk.company);
        judgeWaiting(workflow, desk.state, desk.company);
      }
      if (desk.state.status === 'done' && desk.state.outcome === 'approved') {
        report.approved++;
        judgeApproved(workflow, desk.state);
      }
      const again = expectOk(replay(workflow, desk.entries));
      claim(hashOf(plain(again)) === hashOf(plain(desk.state)), 'the history does not lead to the state');
    },
  );
  const checked = fc.check(property, { numRuns: options.sequences, seed: options.seed });
  if (checked.failed)
    report.fault = `${checked.errorInstance}\n${JSON.stringify(checked.counterexample)}`.slice(0, 4000);
  return report;
}

function plain(state: CaseState): Json {
  return JSON.parse(JSON.stringify(state)) as Json;
}

function claim(holds: boolean, fault: string): void {
  if (!holds) throw new Error(fault);
}

/** Whoever has just approved did not make the request, is active, and has no other approval in this round of the step. */
function judgeDecisions(before: CaseState, after: CaseState, organisation: Organisation): void {
  const stands = Object.values(after.tasks).filter(
    (task) => task.kind === 'approval' && task.decision === 'approve' && !task.void,
  );
  for (const task of stands) {
    if (before.tasks[task.id]?.decision === 'approve') continue;
    claim(task.person !== undefined, `${task.id} was approved by no person`);
    claim(!before.makers.includes(task.person ?? ''), `${task.person} approved their own request`);
    claim(organisation.person(task.person ?? '')?.active === true, `${task.person} approved and is not active`);
    const again = stands.filter(
      ({ step, round, person }) => step === task.step && round === task.round && person === task.person,
    );
    claim(again.length === 1, `${task.person} counts twice in ${task.step}`);
  }
}

/** A running case has an open task that somebody may decide, an event to wait for, or an incident. */
function judgeWaiting(workflow: Workflow, state: CaseState, organisation: Organisation): void {
  if (state.status !== 'running') return;
  for (const task of Object.values(state.tasks)) {
    if (task.status !== 'open') continue;
    const people =
      task.person !== undefined ? [task.person] : organisation.withRole(task.pool ?? '').map(({ id }) => id);
    const free = people.filter((id) => organisation.person(id)?.active && !state.makers.includes(id));
    const told = state.stuck.some((one) => one.task === task.id);
    claim(free.length > 0 || told || task.kind === 'fill', `${task.id} waits for nobody, and nobody is told`);
  }
  for (const path of state.states) {
    const key = workflow.states[path]?.step;
    if (key === undefined || workflow.states[path]?.kind === 'final') continue;
    const open = Object.values(state.tasks).some(({ step, status }) => step === key && status === 'open');
    const waits = workflow.steps[key]?.type === 'wait' || open || state.stuck.some((one) => one.state === path);
    claim(waits, `${path} has no next event`);
  }
}

/** An approved end: every step that was passed stands on approvals that hold, of as many people as its chart asks for. */
function judgeApproved(workflow: Workflow, state: CaseState): void {
  let people = 0;
  for (const key of state.passed) {
    const step = workflow.steps[key];
    const now = state.steps[key];
    if (step?.type !== 'approval' || now?.outcome !== 'approve') continue;
    const approvals = Object.values(state.tasks).filter(
      (task) => task.step === key && task.round === now.round && task.decision === 'approve',
    );
    const who = new Set(approvals.filter((task) => !task.void).map(({ person }) => person));
    people += who.size;
    claim(who.size > 0, `${key} was passed without a person`);
    claim(!now.seats.some(({ vacant }) => vacant), `${key} was approved past a vacant seat`);
    const seats = now.seats.length;
    const { decide } = step;
    const need = decide === 'any' ? 1 : decide === 'all' ? seats : Math.max(1, Math.ceil(decide.vote * seats - 1e-9));
    claim(who.size >= need, `${key} has ${who.size} people and needs ${need}`);
    for (const task of now.seats.flatMap(({ links }) => links.map((link) => state.tasks[link.task ?? '']))) {
      claim(!task?.void, `${key} stands on an approval that does not hold`);
    }
  }
  const left = Object.values(state.steps).some(({ status }) => status === 'left');
  claim(people > 0 || left, 'approved by nobody');
}
