import type { Person } from '../access/organisation.ts';
import { hashOf } from '../core/canonical.ts';
import { own } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import type { CaseState, TaskState } from './case-state.ts';
import { decisionsOf } from './check-decision.ts';
import { choicesNext, type PeopleChoice } from './choices.ts';
import type { WorkflowContext } from './context.ts';
import { type Handing, isHanding } from './decisions.ts';
import { barTo, holdersOf } from './four-eyes.ts';
import { holderIssues } from './holder.ts';
import { returnTargets } from './return-targets.ts';
import type { Resume, Step, StepFieldAccess } from './step.ts';
import { stepFields } from './step-fields.ts';
import { lookingAt, mayReceive } from './step-people.ts';
import type { Workflow } from './workflow.ts';

/** What a person may do with a task now; no decisions where the task is another person's, waits, or is closed. Handing on takes a person to hand to. */
export type TaskOptions = {
  decisions: string[];
  fields: { [field: string]: StepFieldAccess };
  opinion: 'optional' | 'required' | 'on-reject';
  sign?: 'password';
  guide?: Text;
  returnTo: { to: string; title: Text }[];
  /** The return that opened this task: who sent the case back, from which step, and why. */
  returned?: { person: string; step: Text; opinion?: string; at: string };
  /** How it ended, for its holder or by another's decision; `by` is absent where no person ended it. */
  closed?: { by?: string; decision?: string; at: string };
  resume: Resume;
  /** Steps whose people this decision may choose. */
  choose: PeopleChoice[];
  /** Of a task of a pool: whether this person may take it, or give it back. */
  pool?: 'claim' | 'release';
  /** Hash of the data now: goes back with the decision. */
  seen: string;
};

/** What to offer the holder of a task. An unknown task reads as one that is closed. */
export function taskOptions(
  workflow: Workflow,
  state: CaseState,
  task: string,
  person: string,
  ctx: WorkflowContext,
): TaskOptions {
  const found = own(state.tasks, task);
  const step = found && own(workflow.steps, found.step);
  const seen = hashOf(ctx.data);
  if (!found || !step)
    return { decisions: [], fields: {}, opinion: 'optional', returnTo: [], resume: 'rerun', choose: [], seen };
  const theirs =
    state.status === 'running' &&
    found.status === 'open' &&
    holderIssues(workflow, state, step, found, person, ctx).length === 0;
  const fields = stepFields(workflow, step.key, ctx.form);
  const closed = closingOf(found);
  const returned = returnThatOpened(workflow, state, found);
  const returns = theirs && step.decisions.includes('return');
  return {
    decisions: theirs
      ? decisionsOf(workflow, state, step, found).filter(
          (verb) =>
            !isHanding(verb) ||
            ctx.organisation.people().some(mayBeNamed({ workflow, state, step, task: found, person, verb, ctx })),
        )
      : [],
    fields: theirs
      ? fields
      : Object.fromEntries(
          Object.entries(fields).map(([name, access]) => [
            name,
            access === 'edit' || access === 'required' ? 'read' : access,
          ]),
        ),
    opinion: step.opinion,
    ...(step.sign ? { sign: step.sign } : {}),
    ...(step.guide === undefined ? {} : { guide: step.guide }),
    returnTo: returns ? returnTargets(workflow, state, step) : [],
    ...(returned ? { returned } : {}),
    ...(closed ? { closed } : {}),
    resume: step.return.resume,
    choose: theirs ? choicesNext(workflow, step) : [],
    ...(theirs && found.pool !== undefined
      ? { pool: found.person === undefined ? ('claim' as const) : ('release' as const) }
      : {}),
    seen,
  };
}

function closingOf({ closed, person, decision, at }: TaskState): TaskOptions['closed'] {
  if (closed)
    return {
      ...(closed.by ? { by: closed.by } : {}),
      ...(closed.decision ? { decision: closed.decision } : {}),
      at: closed.at,
    };
  return at === undefined ? undefined : { ...(person ? { by: person } : {}), ...(decision ? { decision } : {}), at };
}

// One command returns the case and opens the next task, so both are of one time.
function returnThatOpened(workflow: Workflow, state: CaseState, opened: TaskState): TaskOptions['returned'] {
  const cause = Object.values(state.tasks).find(({ decision, at }) => decision === 'return' && at === opened.openedAt);
  if (!cause || cause.id === opened.id) return undefined;
  const { person = '', opinion, at = '' } = cause;
  const step = own(workflow.steps, cause.step)?.title ?? cause.step;
  return { person, step, ...(opinion === undefined ? {} : { opinion }), at };
}

/** People whom this holder of a task may name for a transfer or as a signer to add, in order of name. */
export function candidates(
  workflow: Workflow,
  state: CaseState,
  task: string,
  person: string,
  verb: Handing,
  ctx: WorkflowContext,
): Person[] {
  const found = own(state.tasks, task);
  const step = own(workflow.steps, found?.step ?? '');
  if (!found || !step) return [];
  const may = mayBeNamed({ workflow, state, step, task: found, person, verb, ctx });
  return ctx.organisation
    .people()
    .filter(may)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

type Naming = {
  workflow: Workflow;
  state: CaseState;
  step: Step;
  task: TaskState;
  person: string;
  verb: Handing;
  ctx: WorkflowContext;
};

function mayBeNamed({ workflow, state, step, task, person, verb, ctx }: Naming): (other: Person) => boolean {
  const holders = holdersOf(step.key, state);
  const receives = mayReceive(step, task, verb, lookingAt(workflow, state, ctx));
  return ({ id }) => id !== person && receives(id) && !holders.includes(id) && !barTo(step, id, { state, ctx });
}
