import { type Issue, issue } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import { valueAtDotted } from '../core/pointer.ts';
import type { Environment } from '../rules/index.ts';
import { evaluate } from '../rules/index.ts';
import type { Assign, Within } from './assign.ts';
import type { CaseState } from './case-state.ts';
import { causeOf } from './cause.ts';
import type { WorkflowContext } from './context.ts';
import type { Excluded, Found } from './history.ts';
import { apartFrom, idsIn, poolKey, unitOf } from './people.ts';
import type { Step } from './step.ts';
import type { Assigned } from './turn.ts';
import type { Workflow } from './workflow.ts';

/** Where assignments look: the case as it is, its data, and what rules read. */
export type Looking = {
  workflow: Workflow;
  state: CaseState;
  data: JsonObject;
  env: () => Environment;
  ctx: WorkflowContext;
};

/**
 * Who acts in a step: every entry of `assign` in its order, each person once, without those who are inactive or must stay
 * apart. Where nobody is left, the step's `empty` policy speaks; but a step is never skipped because its people must stay apart.
 */
export function findPeople(step: Step, looking: Looking): Assigned {
  const found: Found[] = [];
  const people = new Map<string, string | undefined>();
  const excluded = new Map<string, Excluded>();
  const pools: string[] = [];
  let failed: Issue | undefined;
  step.assign.forEach((assign, index) => {
    const result = lookUp(assign, step, looking);
    if (result.issue) failed = result.issue;
    found.push({ assign: index, by: assign.by, people: result.people });
    if (result.pool !== undefined) {
      const free = result.people.filter((person) => apartFrom(step, looking.state, person) === undefined);
      if (free.length > 0) pools.push(result.pool);
      else for (const person of result.people) leaveOut(person);
      return;
    }
    for (const person of result.people) {
      if (!leaveOut(person) && !people.has(person)) people.set(person, result.by);
    }
  });

  function leaveOut(person: string): boolean {
    const apart = apartFrom(step, looking.state, person);
    if (apart !== undefined) excluded.set(person, { person, because: 'separate', step: apart });
    else if (!looking.ctx.organisation.person(person)?.active) excluded.set(person, { person, because: 'inactive' });
    return excluded.has(person);
  }

  const assigned: Assigned = {
    people: [...people].map(([person, by]) => ({ person, ...(by === undefined ? {} : { by }) })),
    pools: [...new Set(pools)],
    found,
    excluded: [...excluded.values()],
    ...(failed ? { issue: failed } : {}),
  };
  return people.size + pools.length > 0 ? assigned : withPolicy(step, assigned, looking);
}

function withPolicy(step: Step, assigned: Assigned, { workflow, state, ctx }: Looking): Assigned {
  const separated = assigned.excluded.some(({ because }) => because === 'separate');
  if (step.empty === 'skip' && !separated && !assigned.issue) return { ...assigned, empty: 'skip' };
  const role =
    typeof step.empty === 'object' ? step.empty.role : step.empty === 'to-admin' ? workflow.admin : undefined;
  const holders =
    role === undefined
      ? []
      : ctx.organisation.withRole(role).filter(({ id }) => apartFrom(step, state, id) === undefined);
  if (role === undefined || holders.length === 0) return { ...assigned, empty: 'incident' };
  return { ...assigned, pools: [poolKey(role)], empty: step.empty === 'to-admin' ? 'to-admin' : 'role' };
}

type LookUp = { people: string[]; by?: string; pool?: string; issue?: Issue };

function lookUp(assign: Assign, step: Step, { state, data, env, ctx }: Looking): LookUp {
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
      return { people: state.chosen[step.key] ?? [] };
  }
}
