import { type Issue, issue, warning } from '../core/issue.ts';
import type { ChartState, Transition, Workflow } from './workflow.ts';

export type Way = { to: string; by: string };

/** States that nothing reaches, that nothing leaves, from which no end is reached; and rounds that nobody has to walk. */
export function checkReach(workflow: Workflow): Issue[] {
  const ways = waysOf(workflow);
  const trails = trailsFrom(workflow, ways);
  const ends = endingStates(workflow, ways);
  const states = Object.values(workflow.states).filter((state) => !state.implicit);
  return [
    ...states.flatMap((state) =>
      trails.has(state.path) ? [] : [warning('workflow/unreachable', state.pointer, { state: state.path })],
    ),
    ...states.flatMap((state) => stayIssue(workflow, state, trails, ends)),
    ...eventlessRounds(workflow),
    ...workflow.transitions.flatMap((transition) => afterUnguarded(workflow, transition)),
  ];
}

/** Where each state leads by itself: transitions, the states inside it, returns. */
export function waysOf(workflow: Workflow): Map<string, Way[]> {
  const ways = new Map<string, Way[]>(Object.keys(workflow.states).map((path) => [path, []]));
  const add = (from: string, to: string, by: string) => ways.get(from)?.push({ to, by });
  for (const { from, targets, kind, on } of workflow.transitions) {
    const starts = from === '' ? Object.keys(workflow.states) : [from];
    for (const start of starts) for (const to of targets) add(start, to, on ?? kind);
  }
  for (const state of Object.values(workflow.states)) {
    if (state.initial !== undefined) add(state.path, state.initial, 'initial');
    if (state.kind === 'parallel') for (const child of state.children) add(state.path, child, 'initial');
    if (state.history && state.parent !== undefined) {
      const inside =
        state.history.target === undefined ? (workflow.states[state.parent]?.children ?? []) : [state.history.target];
      for (const to of inside) if (to !== state.path) add(state.path, to, 'history');
    }
    // Reaching a part is being in the whole: its transitions and its `onDone` are possible.
    if (state.parent !== undefined) add(state.path, state.parent, '');
  }
  for (const step of Object.values(workflow.steps)) {
    if (!step.decisions.includes('return')) continue;
    if (step.return.to.includes('initiator') && workflow.revision !== undefined)
      add(step.path, workflow.revision, 'return');
    for (const to of step.return.to) if (workflow.steps[to]) add(step.path, workflow.steps[to].path, 'return');
  }
  return ways;
}

/** For each state that can be reached, how: the events from the start. */
function trailsFrom(workflow: Workflow, ways: Map<string, Way[]>): Map<string, string[]> {
  const trails = new Map<string, string[]>();
  const starts =
    workflow.initial === undefined
      ? Object.values(workflow.states)
          .filter(({ parent }) => parent === undefined)
          .map(({ path }) => path)
      : [workflow.initial];
  const open = starts.map((path) => ({ path, trail: [path] }));
  for (let next = open.shift(); next; next = open.shift()) {
    if (trails.has(next.path)) continue;
    trails.set(next.path, next.trail);
    for (const { to, by } of ways.get(next.path) ?? []) {
      const said = by === '' || by === 'initial' ? [] : [by];
      open.push({ path: to, trail: by === '' ? next.trail : [...next.trail, ...said, to] });
    }
  }
  return trails;
}

/** States from which the case can come to its end. */
function endingStates(workflow: Workflow, ways: Map<string, Way[]>): Set<string> {
  const back = new Map<string, string[]>();
  for (const [from, list] of ways) for (const { to } of list) back.set(to, [...(back.get(to) ?? []), from]);
  const finals = Object.values(workflow.states).filter(
    (state) => state.kind === 'final' && (state.parent === undefined || workflow.parallel),
  );
  const found = new Set<string>();
  const open = finals.map(({ path }) => path);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(back.get(next) ?? []));
  }
  return found;
}

function stayIssue(workflow: Workflow, state: ChartState, trails: Map<string, string[]>, ends: Set<string>): Issue[] {
  const trail = trails.get(state.path);
  if (!trail || state.kind === 'final' || state.kind === 'history') return [];
  const example = trail.join(' → ');
  if (state.kind === 'atomic' && !leads(workflow, state.path))
    return [issue('workflow/dead-state', state.pointer, { state: state.path, example })];
  if (ends.has(state.path)) return [];
  // A dead end is told where it is, not in every state on the way to it.
  const own = workflow.transitions.some(
    ({ from, targets }) => from === state.path && targets.some((to) => !ends.has(to) && !leads(workflow, to)),
  );
  return own ? [] : [issue('workflow/no-end', state.pointer, { state: state.path, example })];
}

function leads(workflow: Workflow, path: string): boolean {
  if (workflow.states[path]?.kind === 'final') return true;
  const inside = (from: string) => from === '' || path === from || path.startsWith(`${from}.`);
  // `onDone` of what holds it is no way out: this state is not done.
  return workflow.transitions.some(
    ({ from, kind, targets }) => inside(from) && targets.length > 0 && (kind !== 'done' || from === path),
  );
}

/** Rounds of transitions that need nobody: `always`, and a copy step's `done`. With a guard on the way, a warning. */
function eventlessRounds(workflow: Workflow): Issue[] {
  const copies = new Set(Object.values(workflow.steps).flatMap((step) => (step.type === 'copy' ? [step.path] : [])));
  const free = workflow.transitions.filter(
    ({ kind, on, from, targets }) =>
      targets.length > 0 && (kind === 'always' || (kind === 'event' && on === 'done' && copies.has(from))),
  );
  const found = new Map<string, Issue>();
  const visit = (at: string, trail: Transition[]): void => {
    const start = trail.findIndex(({ from }) => from === at);
    if (start >= 0) {
      const round = trail.slice(start);
      const cycle = [...round.map(({ from }) => from), at].join(' → ');
      const key = round
        .map(({ index }) => index)
        .sort((a, b) => a - b)
        .join(' ');
      const make = round.some(({ guard }) => guard !== undefined) ? warning : issue;
      if (!found.has(key)) found.set(key, make('workflow/eventless-cycle', round[0]?.pointer ?? '', { cycle }));
      return;
    }
    if (trail.length > 50) return;
    for (const next of free) if (next.from === at) for (const to of next.targets) visit(to, [...trail, next]);
  };
  for (const { from } of free) visit(from, []);
  return [...found.values()];
}

function afterUnguarded(workflow: Workflow, transition: Transition): Issue[] {
  const same = workflow.transitions.filter(
    ({ from, kind, on }) => from === transition.from && kind === transition.kind && on === transition.on,
  );
  const open = same.findIndex(({ guard }) => guard === undefined);
  return open >= 0 && same.indexOf(transition) > open ? [warning('workflow/after-unguarded', transition.pointer)] : [];
}
