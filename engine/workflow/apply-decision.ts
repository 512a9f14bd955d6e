import { hashOf } from '../core/canonical.ts';
import { applyReturn } from './apply-return.ts';
import type { Seat, SeatLink, Signature, StepState, TaskState } from './case-state.ts';
import { answerKey } from './choice-answers.ts';
import { completeStep } from './complete-step.ts';
import { decisionOf } from './decisions.ts';
import { noteActed, openDue, setSeat, settleStep } from './open-step.ts';
import type { Step } from './step.ts';
import { emit, noteByMaker, setStep, setTask, type Turn } from './turn.ts';
import { voidApprovals, voidOtherData } from './void-approvals.ts';

/** A decision as history keeps it: without what was written (named by hash) and without secrets. */
export type DecisionCommand = {
  task: string;
  person: string;
  decision: string;
  opinion?: string;
  to?: string;
  /** The role by which the person named in `to` may decide. */
  by?: string;
  where?: 'before' | 'after' | 'alongside';
  resume?: 'rerun' | 'direct';
  chosen?: { [step: string]: string[] };
  factor?: 'password';
  /** Data is written with the decision. */
  writes?: true;
};

/** What a signature binds: changing any of these makes another hash. */
export function signatureHash(bound: {
  case: string;
  task: string;
  decision: string;
  data: string;
  opinion?: string;
  to?: string;
}): string {
  return hashOf(bound);
}

/** Takes a decision that has been found legal. */
export function applyDecision(turn: Turn, input: DecisionCommand): void {
  const task = turn.state.tasks[input.task] as TaskState;
  const step = turn.workflow.steps[task.step] as Step;
  turn.decision = {
    name: input.decision,
    step: step.key,
    ...(input.opinion === undefined ? {} : { opinion: input.opinion }),
  };
  if (input.chosen) {
    for (const [key, people] of Object.entries(input.chosen)) {
      const step = turn.workflow.steps[key];
      if (step) turn.state.chosen = { ...turn.state.chosen, [answerKey(step, 'previous')]: people };
    }
    turn.chosen = Object.keys(input.chosen);
  }
  if (input.writes) {
    const fields = turn.finder.write(turn);
    // Who else has approved has approved something else.
    if (turn.edition >= 2) voidApprovals(turn, fields, task.id);
  }
  if (input.decision === 'add-signer') addSigner(turn, step, task, input);
  else {
    closeDecided(turn, task, input);
    if (input.decision === 'transfer') handOver(turn, step, task, input);
    else applyVerdict(turn, step, task, input);
  }
}

function applyVerdict(turn: Turn, step: Step, task: TaskState, input: DecisionCommand): void {
  noteActed(turn, step.key, input.person);
  if (makes(turn, step, input)) noteMaker(turn, input.person);
  // What a maker fills in decides for no approver.
  if (turn.edition >= 4 && step.type === 'fill') noteByMaker(turn, input.person);
  switch (input.decision) {
    case 'return':
      applyReturn(turn, step, input);
      break;
    case 'approve':
    case 'reject':
    case 'submit':
      if (turn.edition < 2 && input.writes && input.decision !== 'reject' && step.order === 'parallel')
        voidOtherData(turn, step, task.id);
      settleStep(turn, step);
      if (turn.state.steps[step.key]?.status !== 'open') break;
      dropRest(turn, step, task);
      openDue(turn, step);
      settleStep(turn, step);
      break;
    default:
      completeStep(turn, step, input.decision);
  }
}

/** Who revises the request makes it; so does who fills in a part of it, by whatever decision. */
function makes({ workflow, edition }: Turn, step: Step, { decision, writes }: DecisionCommand): boolean {
  if (edition < 4 && decision !== 'submit') return false;
  if (edition >= 2 && step.type === 'fill' && writes) return true;
  // A decision of the chart's own leads the revised request on, as `submit` does.
  return step.path === workflow.revision && (decision === 'submit' || !decisionOf(decision));
}

/** Who makes the request, or makes it anew, is never an independent approver of it. */
export function noteMaker(turn: Turn, person: string): void {
  if (!turn.state.makers.includes(person)) turn.state.makers = [...turn.state.makers, person];
}

function closeDecided(turn: Turn, task: TaskState, input: DecisionCommand): void {
  const data = turn.state.data.hash;
  const { opinion, to, decision } = input;
  const bound = {
    case: turn.state.case,
    task: task.id,
    decision,
    data,
    ...(opinion === undefined ? {} : { opinion }),
    ...(to === undefined ? {} : { to }),
  };
  const signature: Signature | undefined = input.factor && { factor: input.factor, hash: signatureHash(bound) };
  setTask(turn, task.id, {
    status: 'done',
    person: input.person,
    decision,
    at: turn.at,
    seen: data,
    ...(opinion === undefined ? {} : { opinion }),
    ...(to === undefined ? {} : { to }),
    ...(signature ? { signature } : {}),
  });
  emit(turn, 'close-task', { task: task.id, status: 'done', at: turn.at, decision, by: input.person });
}

type Place = { seat: number; link: number; links: SeatLink[] };

/** Where in its step a task sits. */
export function placeOf(turn: Turn, step: Step, task: string): Place {
  const { seats } = turn.state.steps[step.key] as StepState;
  const seat = seats.findIndex(({ links }) => links.some((link) => link.task === task));
  const { links } = seats[seat] as Seat;
  return { seat, link: links.findIndex((link) => link.task === task), links: [...links] };
}

function handOver(turn: Turn, step: Step, task: TaskState, { to = '', by }: DecisionCommand): void {
  const { seat, link, links } = placeOf(turn, step, task.id);
  const from = turn.by ?? task.person;
  const added = links[link]?.added;
  links[link] = {
    person: to,
    ...(by === undefined ? {} : { by }),
    ...(from === undefined ? {} : { from }),
    ...(added ? { added } : {}),
  };
  setSeat(turn, step.key, seat, { links });
  openDue(turn, step);
}

function addSigner(
  turn: Turn,
  step: Step,
  task: TaskState,
  { person, to = '', by, where = 'after' }: DecisionCommand,
): void {
  const added = { by: person, where, depth: (task.added?.depth ?? 0) + 1 };
  const role = by === undefined ? {} : { by };
  // A pool's task now belongs to the person who asks for the signer.
  const own = task.person === undefined ? claimed(turn, task, person) : task;
  const { seat, link, links } = placeOf(turn, step, own.id);
  if (where === 'alongside') {
    const seats = [...(turn.state.steps[step.key] as StepState).seats];
    seats.splice(seat + 1, 0, { links: [{ person: to, ...role, added }] });
    setStep(turn, step.key, { seats });
  } else if (where === 'before') {
    links.splice(link, 0, { person: to, ...role, added });
    setTask(turn, own.id, { status: 'waiting' });
    emit(turn, 'update-task', { task: own.id, set: { status: 'waiting' } });
    setSeat(turn, step.key, seat, { links });
  } else {
    // After the signers already asked to follow, so that they sign in the order they were named.
    let at = link + 1;
    while (links[at]?.added?.by === person && links[at]?.added?.where === 'after') at++;
    links.splice(at, 0, { person: to, ...role, added });
    setSeat(turn, step.key, seat, { links });
  }
  if (where !== 'after') openDue(turn, step);
}

/** A pool's task in the hands of one person. */
export function claimed(turn: Turn, task: TaskState, person: string): TaskState {
  emit(turn, 'update-task', { task: task.id, set: { person } });
  return setTask(turn, task.id, { person });
}

// After a "no" on a seat (where one does not decide the step), the signers who would have followed are not asked.
function dropRest(turn: Turn, step: Step, task: TaskState): void {
  if (turn.state.tasks[task.id]?.decision !== 'reject') return;
  const { seat, link, links } = placeOf(turn, step, task.id);
  for (const { task: id } of links) {
    const other = id === undefined ? undefined : turn.state.tasks[id];
    if (other?.status !== 'waiting') continue;
    const closed = {
      at: turn.at,
      ...(turn.by === undefined ? {} : { by: turn.by }),
      decision: 'reject',
      task: task.id,
    };
    setTask(turn, other.id, { status: 'cancelled', at: turn.at, closed });
    emit(turn, 'close-task', {
      task: other.id,
      status: 'cancelled',
      at: turn.at,
      decision: 'reject',
      ...(turn.by === undefined ? {} : { by: turn.by }),
    });
  }
  setSeat(turn, step.key, seat, { links: links.slice(0, link + 1) });
}
