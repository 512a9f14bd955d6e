// What the chart itself writes after an approval. No person decides it, so no approver is asked again. The step must therefore say
// that its approval does not cover the field (`ignore`); otherwise the approval would stand for data that was never approved.
import { type Issue, issue } from '../core/issue.ts';
import { own } from '../core/json.ts';
import { pointer } from '../core/pointer.ts';
import type { Form } from '../forms/index.ts';
import type { Step } from './step.ts';
import { ignores } from './void-approvals.ts';
import type { ChartState, Transition, Workflow } from './workflow.ts';

/** Each field that an action sets after an approval whose step shows it, on a way to an end that approves. */
export function checkSets(workflow: Workflow, form: Form | undefined): Issue[] {
  const sets = workflow.actions.some(({ template }) => template.type === 'set');
  if (!form || !sets) return [];
  const approvals = Object.values(workflow.steps).filter(({ type }) => type === 'approval');
  const after = approvals.map((step) => ({ step, actions: actionsAfter(workflow, step) }));
  return workflow.actions.flatMap(({ index, template, pointer: at }): Issue[] => {
    if (template.type !== 'set') return [];
    return Object.keys(template.values).flatMap((name): Issue[] => {
      const fields = [name, ...computedFrom(name, form)];
      const found = after.find(({ step, actions }) => actions.has(index) && fields.some((one) => !ignores(step, one)));
      if (!found) return [];
      const field = fields.find((one) => !ignores(found.step, one)) ?? name;
      const params = { field: own(form.fields, field)?.title ?? field, name: field, step: found.step.title };
      return [issue('workflow/set-after-approval', `${at}/params${pointer(name)}`, params)];
    });
  });
}

/** Fields that a formula makes of this one, those behind other formulas too. */
function computedFrom(name: string, form: Form): string[] {
  const found = new Set([name]);
  for (const one of found)
    for (const { field, rule } of form.computed)
      if (rule.reads.some((path) => path.split('.')[0] === one)) found.add(field.name);
  found.delete(name);
  return [...found];
}

/** A state that the case is in, or (`entered`) that it comes into, so that its entry and its first states follow. */
type Place = { path: string; entered: boolean };

/**
 * Actions that may be carried out between an approval in this step and an end that approves, without the step being entered again:
 * entering it again asks its people again.
 */
function actionsAfter(workflow: Workflow, step: Step): Set<number> {
  const ends = leadingToApproval(workflow, step);
  const found = new Set<number>();
  const add = (actions: readonly number[]) => {
    for (const action of actions) found.add(action);
  };
  const seen = new Map<string, Place>();
  const open: Place[] = [{ path: step.path, entered: false }];
  const visit = (path: string, entered: boolean) => {
    if (path !== step.path) open.push({ path, entered });
  };
  for (let next = open.pop(); next; next = open.pop()) {
    const key = `${next.path} ${next.entered}`;
    const state = workflow.states[next.path];
    if (!state || seen.has(key)) continue;
    seen.set(key, next);
    if (next.entered && ends.has(state.path)) add(state.entry);
    if (next.path !== step.path || leads(workflow, step, ends)) add(state.exit);
    for (const transition of transitionsOf(workflow, state.path)) {
      // A "no" is no approval; what only acts while the step waits comes after those who have approved already.
      if (next.path === step.path && refuses(transition)) continue;
      const goesOn = transition.targets.length === 0 ? ends.has(state.path) : transition.targets.some(reaches(ends));
      if (goesOn) add(transition.actions);
      for (const target of transition.targets)
        for (const path of [...above(workflow, target, state), target]) visit(path, true);
    }
    for (const path of next.entered ? firstStates(state) : besides(workflow, state)) visit(path, next.entered);
    if (state.parent !== undefined) visit(state.parent, false);
    for (const path of returnsFrom(workflow, next.path)) visit(path, true);
  }
  return found;
}

const reaches = (ends: ReadonlySet<string>) => (path: string) => ends.has(path);

function refuses({ on }: Transition): boolean {
  return on === 'reject' || on === 'return';
}

function leads(workflow: Workflow, step: Step, ends: ReadonlySet<string>): boolean {
  return transitionsOf(workflow, step.path).some((one) => !refuses(one) && one.targets.some(reaches(ends)));
}

function transitionsOf(workflow: Workflow, path: string): Transition[] {
  return workflow.transitions.filter(({ from }) => from === path || from === '');
}

function firstStates(state: ChartState): string[] {
  if (state.kind === 'parallel') return state.children;
  return [
    ...(state.initial === undefined ? [] : [state.initial]),
    ...(state.history?.target === undefined ? [] : [state.history.target]),
  ];
}

/** Regions beside the one that the case has come from: they are under way already. */
function besides(workflow: Workflow, state: ChartState): string[] {
  return state.kind === 'parallel' ? state.children.flatMap((path) => within(workflow, path)) : [];
}

function within(workflow: Workflow, path: string): string[] {
  return [path, ...(workflow.states[path]?.children ?? []).flatMap((child) => within(workflow, child))];
}

/** States that hold the target and not the state that the transition leaves: they are entered on the way. */
function above(workflow: Workflow, target: string, from: ChartState): string[] {
  const holders: string[] = [];
  for (let at = workflow.states[target]?.parent; at !== undefined; at = workflow.states[at]?.parent) {
    if (from.path === at || from.path.startsWith(`${at}.`)) break;
    holders.push(at);
  }
  return holders;
}

/** Where a return leads, and (where it may come straight back) the step that returned. */
function returnsFrom(workflow: Workflow, path: string): string[] {
  const back = Object.values(workflow.steps).flatMap((step) => {
    if (!step.decisions.includes('return')) return [];
    const to = step.return.to.flatMap((name) =>
      name === 'initiator'
        ? (workflow.revision ?? [])
        : name === 'passed' || name === 'previous'
          ? []
          : (workflow.steps[name]?.path ?? []),
    );
    if (step.path === path) return to;
    return step.return.resume !== 'rerun' && to.includes(path) ? [step.path] : [];
  });
  return back;
}

/** States from which the case can come to an end that approves without entering the step again. */
function leadingToApproval(workflow: Workflow, step: Step): Set<string> {
  const ends = Object.values(workflow.states).filter(
    ({ kind, parent, outcome }) =>
      kind === 'final' &&
      (parent === undefined || workflow.parallel) &&
      outcome !== 'rejected' &&
      outcome !== 'cancelled',
  );
  const found = new Set(ends.map(({ path }) => path));
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const state of Object.values(workflow.states)) {
      if (found.has(state.path) || state.path === step.path) continue;
      const on = [
        ...transitionsOf(workflow, state.path).flatMap(({ targets }) => targets),
        ...firstStates(state),
        ...returnsFrom(workflow, state.path),
        ...(state.parent === undefined ? [] : [state.parent]),
      ];
      if (on.some((path) => found.has(path))) found.add(state.path);
    }
  }
  // The step itself goes on as its approval does.
  if (leads(workflow, step, found) || parentLeads(workflow, step, found)) found.add(step.path);
  return found;
}

function parentLeads(workflow: Workflow, step: Step, found: ReadonlySet<string>): boolean {
  const parent = workflow.states[step.path]?.parent;
  return parent !== undefined && found.has(parent);
}
