import { type Issue, issue } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import { valueAtDotted } from '../core/pointer.ts';
import type { Environment } from '../rules/index.ts';
import { evaluate } from '../rules/index.ts';
import type { Assign, Within } from './assign.ts';
import { caseEnv } from './case-env.ts';
import type { CaseState, TaskState } from './case-state.ts';
import { causeOf } from './cause.ts';
import { answerKey } from './choice-answers.ts';
import type { WorkflowContext } from './context.ts';
import type { Handing } from './decisions.ts';
import { asksEvery } from './four-eyes.ts';
import { idsIn, isDeclared, isInPool, peopleIn, poolKey, unitOf } from './people.ts';
import type { Step } from './step.ts';
import type { Workflow } from './workflow.ts';

/** Where assignments look: the case as it is, its data, and what rules read. */
export type Looking = {
  workflow: Workflow;
  state: CaseState;
  data: JsonObject;
  env: () => Environment;
  ctx: WorkflowContext;
};

/** Looks at a case between commands. */
export function lookingAt(workflow: Workflow, state: CaseState, ctx: WorkflowContext): Looking {
  return { workflow, state, data: ctx.data, env: () => caseEnv(ctx, ctx.data, state, { at: ctx.env.now }), ctx };
}

/** True for a person to whom a task of the step may be handed: by the scope that the step declares, else as `assignable`. */
export function mayReceive(
  step: Step,
  task: TaskState | undefined,
  verb: Handing,
  looking: Looking,
): (person: string) => boolean {
  const scope = verb === 'transfer' ? step.transfer : step.addSigner;
  const { state, data, ctx } = looking;
  const ids = isDeclared(scope)
    ? new Set(peopleIn(scope, data, state.initiator, ctx.organisation).map(({ id }) => id))
    : assignable(step, verb === 'transfer' ? task : undefined, looking);
  const pool = verb === 'transfer' ? (task?.pool ?? task?.by) : undefined;
  return (person) =>
    ids.has(person) || (!isDeclared(scope) && pool !== undefined && isInPool(pool, person, ctx.organisation));
}

/**
 * People whom the step could have assigned: those whom its entries find. Where every entry must be heard, a seat passes only to
 * people of its own entry. `entry`: of a seat without a task.
 */
export function assignable(step: Step, task: TaskState | undefined, looking: Looking, entry?: number): Set<string> {
  const seat = looking.state.steps[step.key]?.seats.find(({ links }) => links.some((link) => link.task === task?.id));
  const own = entry ?? (task ? seat?.entry : undefined);
  const asked = step.assign.filter((_, index) => own === undefined || !asksEvery(step.decide) || index === own);
  return new Set(asked.flatMap((assign) => lookUp(assign, step, looking).people));
}

/** The role that a person has a handed-over task by, and must still have when they decide. */
export function entitlement(
  step: Step,
  task: TaskState | undefined,
  verb: Handing,
  to: string,
  { state, data, ctx }: Looking,
): string | undefined {
  const scope = verb === 'transfer' ? step.transfer : step.addSigner;
  const pools = [task?.pool, task?.by];
  if (scope.role !== undefined)
    pools.push(poolKey(scope.role, scope.within && unitOf(scope.within, data, state.initiator, ctx.organisation)));
  for (const assign of step.assign) {
    if (assign.by === 'role' || assign.by === 'pool')
      pools.push(poolKey(assign.role, assign.within && unitOf(assign.within, data, state.initiator, ctx.organisation)));
  }
  return pools.find((pool) => pool !== undefined && isInPool(pool, to, ctx.organisation));
}

export type LookUp = { people: string[]; by?: string; pool?: string; issue?: Issue };

/** Whom one entry of `assign` finds. */
export function lookUp(assign: Assign, step: Step, { state, data, env, ctx }: Looking): LookUp {
  const { organisation } = ctx;
  // A unit that cannot be found means nobody, never everybody.
  const unit = (within: Within) => unitOf(within, data, state.initiator, organisation);
  const managers = (from: number, to: number) => {
    const list: string[] = [];
    for (let level = from; level <= to; level++) {
      const manager = organisation.managerOf(state.initiator, level)?.id;
      if (manager !== undefined) list.push(manager);
    }
    return list;
  };
  switch (assign.by) {
    case 'person':
      return { people: [assign.person] };
    case 'initiator':
      return { people: [state.initiator] };
    case 'role':
    case 'pool': {
      const at = assign.within && unit(assign.within);
      if (assign.within && at === undefined) return { people: [] };
      const people = organisation.withRole(assign.role, at).map(({ id }) => id);
      const key = poolKey(assign.role, at);
      return assign.by === 'pool' ? { people, pool: key } : { people, by: key };
    }
    case 'unit-head': {
      const at = unit(assign.within);
      const head = at === undefined ? undefined : organisation.headOf(at);
      return { people: head ? [head.id] : [] };
    }
    case 'manager':
      return { people: managers(assign.level, assign.level) };
    case 'manager-chain':
      return { people: managers(1, assign.levels) };
    case 'field':
      return { people: idsIn(valueAtDotted(data, assign.field)) };
    case 'rule': {
      const value = evaluate(assign.rule, env());
      if (value.ok) return { people: idsIn(value.value) };
      return {
        people: [],
        issue: issue('workflow/assign-failed', value.issue.path, { step: step.key, cause: causeOf(value.issue) }),
      };
    }
    case 'choice':
      return { people: state.chosen[answerKey(step, assign.of)] ?? [] };
  }
}
