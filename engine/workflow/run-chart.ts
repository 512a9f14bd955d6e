import type { Issue } from '../core/issue.ts';
import { issue } from '../core/issue.ts';
import type { Result } from '../core/result.ts';
import { approvedByNobody } from './four-eyes.ts';
import { firstUnheld, goBack } from './go-back.ts';
import { stuckAt, unstick } from './incidents.ts';
import { beginChart, type ChartRun, gotoEvent, type Mark, sendChart } from './machine.ts';
import { leaveStep, openStep } from './open-step.ts';
import type { Step } from './step.ts';
import { cancelTimers, setTimers } from './timers.ts';
import type { Pending, Prepared, Turn } from './turn.ts';
import type { Transition } from './workflow.ts';

const GOTO = gotoEvent('').type;
const MOST_EVENTS = 100;
const MOST_TURNS = 10_000;

/** Puts the chart into its first state. Where it cannot come to rest there is no case. */
export function begin(turn: Turn): void {
  const run = beginChart(turn.workflow.machine, (guard, acted) => turn.finder.guard(turn, guard, acted));
  const failed = run.ok ? follow(turn, run.value) : run.issues[0];
  if (failed) turn.refused = failed;
}

/**
 * Sends the chart what is waiting, and what that leads to (a step that decides itself), until it rests. What cannot go on
 * stays where it is, with an incident: never on another way.
 */
export function drain(turn: Turn): void {
  for (let sent = 0; turn.queue.length > 0 && turn.state.status === 'running'; sent++) {
    const event = turn.queue.shift() as Pending;
    const failed =
      sent >= MOST_EVENTS
        ? tooMany(MOST_EVENTS)
        : turn.state.turns >= MOST_TURNS
          ? tooMany(MOST_TURNS)
          : send(turn, event);
    if (failed) stuckAt(turn, { issue: failed, ...placeOf(turn, event) });
  }
  turn.queue = [];
}

/** Sends one event and follows it; an issue where that cannot be done, and then nothing has happened. */
export function send(turn: Turn, event: Pending): Issue | undefined {
  const { type, within } = event;
  const run: Result<ChartRun> = sendChart(
    turn.workflow.machine,
    turn.state.snapshot,
    { type, ...(within === undefined ? {} : { within }) },
    (guard, acted) => turn.finder.guard(turn, guard, acted),
  );
  if (!run.ok) return run.issues[0];
  if (turn.edition >= 2 && !turn.supposed && approves(turn, run.value)) {
    // No case ends on an approval that does not hold, or on none at all.
    const unheld = firstUnheld(turn);
    if (unheld) {
      goBack(turn, unheld);
      return undefined;
    }
    const passed = turn.edition >= 3 ? passedByMaker(turn) : undefined;
    if (passed && turn.byMaker) {
      turn.refused = issue('workflow/event-past-approval', '/event', { event: type, step: passed.title });
      return turn.refused;
    }
    if (passed) {
      goBack(turn, passed);
      return undefined;
    }
    if (approvedByNobody(turn.workflow, turn.state)) return issue('workflow/approved-by-nobody', '');
  }
  const taken = type.startsWith(GOTO) || run.value.marks.some((mark) => mark.type === 'took');
  if (!taken)
    return event.must
      ? issue('workflow/no-transition', '', { event: type, state: placeOf(turn, event).state })
      : undefined;
  if (type.startsWith(GOTO)) {
    const to = type.slice(GOTO.length);
    turn.facts.push({ kind: 'moved', from: turn.state.states.join('+'), to });
    walk(turn, transitionTo(turn, to)?.pointer);
  }
  return follow(turn, run.value);
}

/** An approval that a maker of the request leads past, or has led past before, without a decision. */
function passedByMaker({ workflow, state, byMaker }: Turn): Step | undefined {
  return Object.values(workflow.steps).find(({ key, type }) => {
    const step = state.steps[key];
    return type === 'approval' && (step?.unheard || (byMaker && step?.status === 'open'));
  });
}

function approves({ workflow }: Turn, { done, states }: ChartRun): boolean {
  const outcome = states.map((path) => workflow.states[path]?.outcome).find((found) => found !== undefined);
  return done && outcome !== 'rejected' && outcome !== 'cancelled';
}

function walk({ state }: Turn, pointer: string | undefined): void {
  if (pointer !== undefined && !state.walked.includes(pointer)) state.walked = [...state.walked, pointer];
}

/** The transition that a return, or an administrator's move, stands for; there may be none. */
function transitionTo({ workflow, state }: Turn, target: string): Transition | undefined {
  return workflow.transitions.find(
    ({ from, targets }) =>
      targets.includes(target) && state.states.some((active) => active === from || active.startsWith(`${from}.`)),
  );
}

function tooMany(max: number): Issue {
  return issue('workflow/too-many-turns', '', { max });
}

function placeOf(turn: Turn, event: Pending): { state: string; step?: string; event: string } {
  const state = event.within ?? turn.state.states[0] ?? '';
  return { state, ...(event.step === undefined ? {} : { step: event.step }), event: event.type };
}

// Actions are worked out before anything is changed: one that fails leaves the case where it was.
function follow(turn: Turn, run: ChartRun): Issue | undefined {
  const actions = run.marks.flatMap((mark) => (mark.type === 'act' ? [mark.action] : []));
  const prepared = turn.finder.act(turn, actions);
  if (!Array.isArray(prepared)) return prepared;
  const { state } = turn;
  const left = state.states;
  state.snapshot = run.snapshot;
  state.states = run.states;
  apply(turn, run.marks, prepared, left);
  if (run.done) endCase(turn);
  return undefined;
}

function apply(turn: Turn, marks: readonly Mark[], prepared: Prepared[], left: string[]): void {
  let acted = 0;
  for (const mark of marks) {
    switch (mark.type) {
      case 'leave':
        cancelTimers(turn, mark.state);
        leaveStep(turn, mark.state);
        unstick(turn, mark.state);
        break;
      case 'took': {
        const { from, targets, pointer } = turn.workflow.transitions[mark.transition] as Transition;
        turn.state.turns++;
        walk(turn, pointer);
        turn.facts.push({
          kind: 'taken',
          transition: mark.transition,
          from: from === '' ? left.join('+') : from,
          to: targets,
          event: mark.event,
        });
        break;
      }
      case 'enter':
        if (!turn.state.visited.includes(mark.state)) turn.state.visited = [...turn.state.visited, mark.state];
        setTimers(turn, mark.state);
        openStep(turn, mark.state);
        break;
      case 'act':
        prepared[acted++]?.(turn);
    }
  }
}

function endCase(turn: Turn): void {
  const { state, workflow } = turn;
  const outcome = state.states.map((path) => workflow.states[path]?.outcome).find((found) => found !== undefined);
  state.status = outcome === 'cancelled' ? 'cancelled' : 'done';
  if (outcome) state.outcome = outcome;
  closeCase(turn);
}

/** What every end has in common: nothing is open, set or stuck any more. */
export function closeCase(turn: Turn): void {
  turn.state.endedAt = turn.at;
  for (const path of Object.keys(turn.workflow.states)) leaveStep(turn, path);
  cancelTimers(turn);
  unstick(turn);
  delete turn.state.detour;
}
