import { issue } from '../core/issue.ts';
import { autoReason } from './auto-decide.ts';
import type { Seat, SeatLink, StepState, TaskState } from './case-state.ts';
import { answerKey } from './choice-answers.ts';
import { choicesNext } from './choices.ts';
import { closeTasks, completeStep } from './complete-step.ts';
import { isAgreeing } from './decisions.ts';
import { passedOnEntry } from './go-back.ts';
import { stuckAt } from './incidents.ts';
import type { Step } from './step.ts';
import { seatStatus, stepOutcome } from './step-votes.ts';
import { dueAtOf } from './timers.ts';
import { type Assigned, emit, setStep, setTask, type Turn } from './turn.ts';

/** Opens the step of a state that has just been entered: people are found, tasks go out. */
export function openStep(turn: Turn, path: string): void {
  const step = turn.workflow.states[path]?.step;
  if (step === undefined) return;
  const definition = turn.workflow.steps[step] as Step;
  if (turn.edition >= 3) turn.state.passed = passedOnEntry(turn, step);
  if (turn.edition >= 3) forgetChoices(turn, definition);
  if (turn.state.detour?.after === '') turn.state.detour = { ...turn.state.detour, after: step };
  turn.state.steps[step] = {
    round: (turn.state.steps[step]?.round ?? 0) + 1,
    status: 'open',
    order: definition.order,
    decide: definition.decide,
    assigned: [],
    seats: [],
    enteredAt: turn.at,
  };
  if (definition.type !== 'wait') seatPeople(turn, definition);
}

/** Whom the approver here shall choose, an approver before has not chosen. */
function forgetChoices(turn: Turn, step: Step): void {
  const given = turn.chosen ?? [];
  const keyOf = (key: string) => answerKey(turn.workflow.steps[key] as Step, 'previous');
  const left = choicesNext(turn.workflow, step).filter(
    (next) => turn.state.chosen[keyOf(next.step)] !== undefined && !given.includes(next.step),
  );
  if (left.length === 0) return;
  const chosen = { ...turn.state.chosen };
  for (const next of left) delete chosen[keyOf(next.step)];
  turn.state.chosen = chosen;
}

/** Finds the people of an open step that has nobody yet, and gives them their tasks. */
export function seatPeople(turn: Turn, step: Step): void {
  setStep(turn, step.key, { seats: [] });
  const assigned = turn.finder.assigned(turn, step.key);
  const seats = seatsOf(assigned);
  setStep(turn, step.key, {
    assigned: assigned.people.map(({ person }) => person),
    ...(assigned.pools[0] === undefined ? {} : { pool: assigned.pools[0] }),
    seats,
  });
  if (step.type === 'copy') {
    for (const { person } of assigned.people) openTask(turn, step, { person }, 'done');
    completeStep(turn, step, 'done');
  } else if (assigned.empty === 'skip')
    completeStep(turn, step, step.type === 'fill' ? 'submit' : 'approve', 'skipped');
  else seatsDue(turn, step, assigned);
}

/** Looks again for the vacant seats of a step in which others sit. */
export function seatMore(turn: Turn, step: Step): void {
  const { seats, assigned: before } = turn.state.steps[step.key] as StepState;
  if (seats.every(({ vacant }) => vacant)) {
    seatPeople(turn, step);
    return;
  }
  const assigned = turn.finder.assigned(turn, step.key);
  const found = seatsOf(assigned);
  setStep(turn, step.key, {
    assigned: [...before, ...assigned.people.map(({ person }) => person)],
    seats: seats.flatMap((seat) => (seat.vacant ? found.filter(({ entry }) => entry === seat.entry) : [seat])),
  });
  seatsDue(turn, step, assigned);
}

function seatsDue(turn: Turn, step: Step, assigned: Assigned): void {
  const { seats } = turn.state.steps[step.key] as StepState;
  if (assigned.empty === 'incident')
    stuckAt(turn, {
      issue: assigned.issue ?? issue('workflow/nobody', step.pointer, { step: step.title }),
      state: step.path,
      step: step.key,
    });
  if (seats.every(({ vacant }) => vacant)) return;
  openDue(turn, step);
  settleStep(turn, step);
}

function seatsOf({ people, pools, seats }: Assigned): Seat[] {
  if (seats)
    return seats.map(({ vacant, entry, ...link }) => ({
      links: vacant ? [] : [link],
      ...(entry === undefined ? {} : { entry }),
      ...(vacant ? { vacant } : {}),
    }));
  const seat = (link: SeatLink): Seat => ({ links: [link] });
  return [
    ...people.map(({ person, by }) => seat({ person, ...(by === undefined ? {} : { by }) })),
    ...pools.map((pool) => seat({ pool })),
  ];
}

/** Opens what is due in a step: of each seat (in sequence: of the first undecided one) the first link that has not agreed. */
export function openDue(turn: Turn, step: Step): void {
  const seats = (turn.state.steps[step.key] as StepState).seats;
  for (let index = 0; index < seats.length; index++) {
    const links = [...(seats[index] as Seat).links];
    for (let at = 0; at < links.length; at++) {
      const link = links[at] as SeatLink;
      const task = link.task === undefined ? undefined : turn.state.tasks[link.task];
      if (task?.status === 'waiting') resumeTask(turn, task);
      else if (!task || task.void) links[at] = { ...link, task: openTask(turn, step, link) };
      const decision = turn.state.tasks[links[at]?.task ?? '']?.decision;
      if (!isAgreeing(decision)) break;
    }
    setSeat(turn, step.key, index, { links });
    if (step.order === 'sequence' && seatStatus({ ...(seats[index] as Seat), links }, turn.state.tasks) === 'pending')
      return;
  }
}

export function setSeat(turn: Turn, step: string, index: number, seat: Pick<Seat, 'links'>): void {
  const seats = [...(turn.state.steps[step] as StepState).seats];
  seats[index] = { ...seats[index], ...seat };
  setStep(turn, step, { seats });
}

function resumeTask(turn: Turn, task: TaskState): void {
  setTask(turn, task.id, { status: 'open' });
  emit(turn, 'update-task', { task: task.id, set: { status: 'open' } });
}

function openTask(turn: Turn, step: Step, link: SeatLink, status: 'open' | 'done' = 'open'): string {
  const { state } = turn;
  state.last.task++;
  const id = `${state.case}:${state.last.task}`;
  const dueAt = status === 'open' ? dueAtOf(turn, step.path) : undefined;
  const task: TaskState = {
    id,
    step: step.key,
    round: state.steps[step.key]?.round ?? 1,
    kind: step.type === 'wait' ? 'copy' : step.type,
    status,
    openedAt: turn.at,
    ...(link.person === undefined ? {} : { person: link.person }),
    ...(link.pool === undefined ? {} : { pool: link.pool }),
    ...(link.by === undefined ? {} : { by: link.by }),
    ...(link.added ? { added: link.added } : {}),
    ...(link.exception ? { exception: link.exception } : {}),
    ...(link.from === undefined ? {} : { from: link.from }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(status === 'done' ? { at: turn.at } : {}),
  };
  const auto = autoReason(turn, step, task);
  state.tasks[id] = auto
    ? { ...task, status: 'done', decision: 'approve', auto, at: turn.at, seen: state.data.hash }
    : task;
  if (auto && task.person !== undefined) {
    turn.facts.push({ kind: 'auto', step: step.key, task: id, person: task.person, because: auto });
    noteActed(turn, step.key, task.person);
  }
  emit(turn, 'open-task', { task: state.tasks[id] as TaskState });
  return id;
}

export function noteActed(turn: Turn, step: string, person: string): void {
  const acted = turn.state.acted[step] ?? [];
  if (!acted.includes(person)) turn.state.acted[step] = [...acted, person];
}

/** Ends a step once its seats have decided it. */
export function settleStep(turn: Turn, step: Step): void {
  const state = turn.state.steps[step.key] as StepState;
  const outcome = stepOutcome(state, step.reject, turn.state.tasks);
  if (outcome === 'rejected') completeStep(turn, step, 'reject');
  else if (outcome === 'approved') completeStep(turn, step, step.type === 'fill' ? 'submit' : 'approve');
}

/** The state is left, however it was decided: what is still open in it closes. */
export function leaveStep(turn: Turn, path: string): void {
  const key = turn.workflow.states[path]?.step;
  const step = key === undefined ? undefined : turn.state.steps[key];
  if (key === undefined || step?.status !== 'open') return;
  closeTasks(turn, key);
  const unheard = turn.byMaker && turn.edition >= 3 && turn.workflow.steps[key]?.type === 'approval';
  setStep(turn, key, { status: 'left', endedAt: turn.at, ...(unheard && { unheard: true as const }) });
  // The way straight back leads through this step only.
  if (turn.edition >= 3 && turn.state.detour?.after === key) delete turn.state.detour;
}
