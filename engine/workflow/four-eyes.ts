// Four eyes: who may sit in a seat of a step. Assignment, pools, transfers, added signers, administrators and every decision ask here.
import type { CaseState, SeatLink, StepState } from './case-state.ts';
import type { WorkflowContext } from './context.ts';
import { isHanding, isObjecting } from './decisions.ts';
import { activePerson } from './people.ts';
import type { Step } from './step.ts';
import type { Workflow } from './workflow.ts';

/** Why a person may not act in a step. `step` of `separate`: `initiator` for a maker of the request, else the other step. */
export type Bar =
  | { because: 'inactive' }
  | { because: 'separate'; step: string }
  | { because: 'blind' }
  | { because: 'twice' };

type Asking = { state: CaseState; ctx: Pick<WorkflowContext, 'organisation' | 'sees'> };

/**
 * The law. A person acts in a step only if they are active, did not make what they would approve, did not act where the step
 * says that others must, see what they would approve, and sit nowhere else in the step. `task`: the seat that they ask for.
 */
export function barTo(step: Step, person: string, { state, ctx }: Asking, task?: string): Bar | undefined {
  if (!activePerson(person, ctx.organisation)) return { because: 'inactive' };
  const apart = apartFrom(step, state, person);
  if (apart !== undefined) return { because: 'separate', step: apart };
  if (step.type === 'approval' && ctx.sees?.(person, step.key) === false) return { because: 'blind' };
  return sitsElsewhere(step.key, state, person, task) ? { because: 'twice' } : undefined;
}

/** `initiator` where the person made the request and the step approves it or keeps makers apart; else the step that they decided. */
export function apartFrom(step: Step, state: CaseState, person: string): string | undefined {
  const makes = step.type === 'approval' || step.separate.includes('initiator');
  if (makes && state.makers.includes(person)) return 'initiator';
  return step.separate.find(
    (other) => other !== 'initiator' && other !== step.key && (state.acted[other] ?? []).includes(person),
  );
}

/** People who hold a seat of a step, or have decided in one. */
export function holdersOf(step: string, state: CaseState): string[] {
  return [...new Set(linksOf(state.steps[step]).flatMap((link) => holderOf(link, state) ?? []))];
}

function sitsElsewhere(step: string, state: CaseState, person: string, task: string | undefined): boolean {
  return linksOf(state.steps[step]).some(
    (link) => (task === undefined || link.task !== task) && holderOf(link, state) === person,
  );
}

function linksOf(step: StepState | undefined): SeatLink[] {
  return step?.seats.flatMap(({ links }) => links) ?? [];
}

function holderOf(link: SeatLink, { tasks }: CaseState): string | undefined {
  return link.task === undefined ? link.person : (tasks[link.task]?.person ?? link.person);
}

/**
 * For each entry one person who stands for it and for no other (a maximum matching); undefined where an entry is left without.
 * Two entries that find the same single person are one person's voice, not two.
 */
export function representatives(entries: readonly (readonly string[])[]): (string | undefined)[] {
  const entryOf = new Map<string, number>();
  const place = (entry: number, tried: Set<string>): boolean =>
    (entries[entry] ?? []).some((person) => {
      if (tried.has(person)) return false;
      tried.add(person);
      const other = entryOf.get(person);
      if (other !== undefined && !place(other, tried)) return false;
      entryOf.set(person, entry);
      return true;
    });
  entries.forEach((_, entry) => {
    place(entry, new Set());
  });
  const people: (string | undefined)[] = entries.map(() => undefined);
  for (const [person, entry] of entryOf) people[entry] = person;
  return people;
}

/** True where every entry of `assign` must be heard: all of them decide, or a share of all. */
export function asksEvery(decide: Step['decide']): boolean {
  return decide !== 'any';
}

/** True where a case that asked for approvals has none that holds: it must not end as approved. */
export function approvedByNobody(workflow: Workflow, state: CaseState): boolean {
  const asked = Object.keys(state.steps).some((key) => workflow.steps[key]?.type === 'approval');
  if (!asked) return false;
  return !Object.values(state.tasks).some((task) => {
    const step = state.steps[task.step];
    const counts =
      task.kind === 'approval' &&
      task.decision !== undefined &&
      !isObjecting(task.decision) &&
      !isHanding(task.decision);
    if (!counts || task.void || task.round !== step?.round) return false;
    // What was approved before a return past it is asked again, or is no approval of this way.
    return task.decision !== 'approve' || step.status === 'left' || state.passed.includes(task.step);
  });
}
