import { own } from '../core/json.ts';
import { type Environment, holds } from '../rules/index.ts';
import type { Transition, Workflow } from '../workflow/workflow.ts';

/** The steps that a case passes when everybody agrees, in order, and the final states in which it ends. */
export type Route = { steps: string[]; ends: string[] };

const MOST_STATES = 200;

/**
 * The way of data through a chart, by its guards alone: nobody is assigned and nothing is timed. For comparing two versions
 * of a workflow over many values; `preview` of the workflow tells the way of one case with its people.
 */
export function routeOf(workflow: Workflow, env: Environment): Route {
  const route: Route = { steps: [], ends: [] };
  const walk: Walk = { workflow, env, route, seen: new Set() };
  if (workflow.parallel) {
    for (const [path, { parent }] of Object.entries(workflow.states)) if (parent === undefined) follow(path, '', walk);
  } else if (workflow.initial !== undefined) follow(workflow.initial, '', walk);
  return route;
}

type Walk = { workflow: Workflow; env: Environment; route: Route; seen: Set<string> };

// Goes on from a state until one rests: a final state, a state seen before, or one that nothing leads out of. `within`: the
// region of a parallel state that is being walked; a final state of it ends the region alone.
function follow(start: string, within: string, walk: Walk): void {
  let here: string | undefined = start;
  for (let count = 0; here !== undefined && count < MOST_STATES; count++) {
    const state: Workflow['states'][string] | undefined = own(walk.workflow.states, here);
    if (!state || walk.seen.has(here)) return;
    walk.seen.add(here);
    if (state.step !== undefined && !walk.route.steps.includes(state.step)) walk.route.steps.push(state.step);
    if (state.kind === 'final') {
      here = afterFinal(here, within, walk);
      if (here === undefined && within === '') walk.route.ends.push(state.path);
    } else if (state.kind === 'compound') here = state.initial ?? state.children[0];
    else if (state.kind === 'history') here = state.history?.target;
    else if (state.kind === 'parallel') {
      for (const child of state.children) follow(child, child, walk);
      here = targetOf(state.path, 'done', undefined, walk);
    } else here = onward(here, within, walk);
  }
}

function afterFinal(path: string, within: string, walk: Walk): string | undefined {
  const parent = walk.workflow.states[path]?.parent;
  return parent === undefined || parent === '' || parent === within
    ? undefined
    : targetOf(parent, 'done', undefined, walk);
}

// What an agreeing person does in a step is looked for in the state and then in those around it.
function onward(path: string, within: string, walk: Walk): string | undefined {
  const { workflow } = walk;
  const always = targetOf(path, 'always', undefined, walk);
  if (always !== undefined) return always;
  const step = own(workflow.steps, workflow.states[path]?.step ?? '');
  const events = step?.type === 'fill' ? ['submit', 'approve'] : ['approve', 'submit', 'done'];
  for (
    let at: string | undefined = path;
    at !== undefined;
    at = at === within ? undefined : workflow.states[at]?.parent
  ) {
    for (const event of events) {
      const target = targetOf(at, 'event', event, walk);
      if (target !== undefined) return target;
    }
  }
  return undefined;
}

function targetOf(
  from: string,
  kind: Transition['kind'],
  on: string | undefined,
  { workflow, env }: Walk,
): string | undefined {
  const taken = workflow.transitions.find((transition) => {
    if (transition.from !== from || transition.kind !== kind || (on !== undefined && transition.on !== on))
      return false;
    const guard =
      transition.guard === undefined ? undefined : workflow.guards.find(({ index }) => index === transition.guard);
    return guard === undefined || holds(guard.rule, env).holds;
  });
  return taken?.targets[0];
}
