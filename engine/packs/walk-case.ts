import type { Organisation, Person } from '../access/index.ts';
import { subjectOf } from '../access/index.ts';
import { type Issue, issue } from '../core/issue.ts';
import { type Json, type JsonObject, own } from '../core/json.ts';
import type { Result } from '../core/result.ts';
import type { Text } from '../core/text.ts';
import { instantMs, instantOfMs } from '../core/zones.ts';
import type { Form } from '../forms/index.ts';
import type { Environment, WorkCalendar } from '../rules/index.ts';
import {
  type Advance,
  type CaseState,
  choosable,
  type DecideInput,
  decide,
  type Effect,
  type HistoryDraft,
  newCase,
  choicesOf as peopleChoicesOf,
  start,
  type TaskState,
  type Workflow,
  type WorkflowContext,
} from '../workflow/index.ts';

/** The surroundings of a case that only happens in memory. */
export type WalkContext = { organisation: Organisation; calendar: WorkCalendar; zone: string; at: string };

/** A decision to take: by the person among `who` who holds an open task of the step. */
export type WalkDecision = {
  step: string;
  who: (person: Person) => boolean;
  decision: string;
  to?: string;
  where?: 'before' | 'after' | 'alongside';
  opinion?: string;
  data?: JsonObject;
};

/** How far a case came, and the first thing that stopped it. `entries[0]` is the start, then one for each decision taken. */
export type Walk = {
  state?: CaseState;
  data: JsonObject;
  entries: HistoryDraft[];
  effects: Effect[];
  issues: Issue[];
  /** What the workflow was last asked with. */
  ctx: WorkflowContext;
};

/**
 * Starts a case and takes decisions in order, a minute apart. Nothing is stored, numbered or sent. Data
 * is written as everywhere, but as that of a trial: fields that do not matter may be left out, and links lead nowhere.
 */
export function walkCase(
  workflow: Workflow,
  form: Form,
  input: {
    initiator: Person;
    data: JsonObject;
    decisions: readonly WalkDecision[];
  },
  around: WalkContext,
): Walk {
  const { initiator } = input;
  let ctx = contextOf(form, initiator, input.data, around);
  const walk: Walk = { data: input.data, entries: [], effects: [], issues: [], ctx };
  const advance = (made: { ok: true; value: Advance } | { ok: false; issues: Issue[] }): boolean => {
    if (!made.ok) {
      walk.issues.push(...made.issues);
      return false;
    }
    const { state, entry, effects, data } = made.value;
    walk.state = state;
    walk.data = data;
    walk.entries.push(entry);
    walk.effects.push(...effects);
    ctx = { ...ctx, data, record: { ...ctx.record, status: state.recordStatus } };
    walk.ctx = ctx;
    return true;
  };

  const opening = { case: 'trial', initiator: initiator.id, record: 'trial', at: around.at };
  const fresh = newCase(workflow, opening, '');
  const begun = advance(
    choosing((chosen) => start(workflow, { ...opening, ...chosen }, ctx), workflow, fresh, 'initiator', ctx),
  );
  if (!begun) return walk;
  for (const [index, wanted] of input.decisions.entries()) {
    const state = walk.state;
    if (!state) break;
    const at = minutesAfter(around.at, index + 1);
    const holder = holderOf(state, wanted, around.organisation);
    if (!holder) {
      walk.issues.push(nobodyFor(workflow, state, wanted.step, index));
      break;
    }
    const { decision, to, where, opinion, data } = wanted;
    const input: DecideInput = {
      task: holder.task.id,
      person: holder.person.id,
      decision,
      seen: state.data.hash,
      at,
      // A trial is signed by nobody and sent to nobody; what a signature would ask for is not what is tried.
      signed: { factor: 'password' },
      ...(to !== undefined && { to }),
      ...(where !== undefined && { where }),
      ...(opinion !== undefined && { opinion }),
      ...(data !== undefined && { data }),
    };
    const taken = choosing(
      (chosen) => decide(workflow, state, { ...input, ...chosen }, ctx),
      workflow,
      state,
      'previous',
      ctx,
    );
    if (!advance(taken)) break;
  }
  return walk;
}

/** Carries out a command of a trial. Where it must choose people for a next step, the first who may be chosen is chosen. */
function choosing(
  command: (chosen: { chosen?: { [step: string]: string[] } }) => Result<Advance>,
  workflow: Workflow,
  state: CaseState,
  of: 'initiator' | 'previous',
  ctx: WorkflowContext,
): Result<Advance> {
  const made = command({});
  if (made.ok || !made.issues.every(({ code }) => code === 'workflow/choice-due')) return made;
  const chosen = Object.fromEntries(
    peopleChoicesOf(workflow, of).map(({ step }) => [
      step,
      choosable(workflow, state, step, of, ctx)
        .slice(0, 1)
        .map(({ id }) => id),
    ]),
  );
  return command({ chosen });
}

function nobodyFor(workflow: Workflow, state: CaseState, wanted: string, index: number): Issue {
  const titleOf = (step: string): Text => own(workflow.steps, step)?.title ?? step;
  const at = `/decisions/${index}`;
  const told = { number: index + 1, step: titleOf(wanted) };
  const waiting = [...new Set(openTasks(state).map(({ step }) => step))].map(titleOf);
  if (waiting.length > 0) return issue('pack/scenario-no-task', at, { ...told, waiting });
  return issue('pack/scenario-ended', at, {
    ...told,
    state: state.states.map((path) => own(workflow.states, path)?.title ?? path),
  });
}

export function openTasks(state: CaseState): TaskState[] {
  return Object.values(state.tasks).filter(({ status, kind }) => status === 'open' && kind !== 'copy');
}

/** Who may act on an open task: its holder, or those of its pool. */
export function holdersOf(task: TaskState, organisation: Organisation): Person[] {
  if (task.person !== undefined) return [organisation.person(task.person)].filter((person) => person !== undefined);
  const [role = '', unit] = (task.pool ?? '').split('@');
  return role === '' ? [] : organisation.withRole(role, unit);
}

function holderOf(
  state: CaseState,
  { step, who }: WalkDecision,
  organisation: Organisation,
): { task: TaskState; person: Person } | undefined {
  for (const task of openTasks(state)) {
    if (task.step !== step) continue;
    const person = holdersOf(task, organisation).find(who);
    if (person) return { task, person };
  }
  return undefined;
}

function contextOf(form: Form, initiator: Person, data: JsonObject, around: WalkContext): WorkflowContext {
  const { organisation, calendar, zone, at } = around;
  const subject: Json = subjectOf({ ...initiator, tenant: 'trial' });
  const env: Environment = { data: { initiator: subject }, now: at, zone, organisation, calendar };
  const record = { id: 'trial', owner: initiator.id, unit: initiator.unit, createdAt: at, createdBy: initiator.id };
  return { form, data, record, env, organisation, tools: { trial: true } };
}

function minutesAfter(instant: string, minutes: number): string {
  return instantOfMs(instantMs(instant) + minutes * 60_000) ?? instant;
}
