import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { withValueAt } from '../core/pointer.ts';
import type { Form } from '../forms/index.ts';
import type { Environment } from '../rules/index.ts';
import type { Workflow } from '../workflow/index.ts';
import { type Axis, guardAxes, type Segment } from './guard-axes.ts';
import { type Route, routeOf } from './route.ts';
import { trialContext } from './trial-organisation.ts';

/** Steps (by key) that cases no longer pass, or pass now, and another end; in both versions' words. */
export type RouteChange = { lost: string[]; gained: string[]; end?: { before: string[]; after: string[] } };

/** A value of a listed field, or a stretch of an ordered one. */
export type PointValue = Json | Segment;

/**
 * Where two versions of a workflow part ways. `range` is of the ordered field that was looked along; `values` are of the
 * fields that matter besides, each with the values for which it holds (absent: for all).
 */
export type RouteDifference = {
  change: RouteChange;
  along?: string;
  range?: Segment;
  values: { [path: string]: PointValue[] };
};

const MOST_COMBINATIONS = 64;

export function compareRoutes(before: Workflow, after: Workflow, form: Form): RouteDifference[] {
  const { along, sides } = axesOf(before, after, form);
  const combinations = combine(sides);

  const found = new Map<string, { difference: RouteDifference; combinations: number[] }>();
  for (const [index, values] of combinations.entries()) {
    for (const difference of differencesAlong(before, after, values, along)) {
      const name = JSON.stringify([difference.change, difference.range]);
      const known = found.get(name) ?? { difference, combinations: [] };
      known.combinations.push(index);
      found.set(name, known);
    }
  }
  return [...found.values()].flatMap(({ difference, combinations: held }) =>
    boxesOf(
      held.map((index) => combinations[index] ?? {}),
      sides,
    ).map((values) => ({ ...difference, values })),
  );
}

/** True where every value that matters meets every other: where there are too many, some are left out. */
export function comparesAll(before: Workflow, after: Workflow, form: Form): boolean {
  return axesOf(before, after, form).sides.reduce((all, { values }) => all * values.length, 1) <= MOST_COMBINATIONS;
}

function axesOf(before: Workflow, after: Workflow, form: Form) {
  const rules = [...before.guards, ...after.guards].map(({ rule }) => rule.json);
  const axes = guardAxes(rules, form);
  const along = longest(axes);
  const listed = axes.filter((axis): axis is Axis & { kind: 'listed' } => axis.kind === 'listed');
  // Ordered fields beside the first are held at each of their stretches in turn.
  const others = axes.filter((axis): axis is Axis & { kind: 'ordered' } => axis.kind === 'ordered' && axis !== along);
  const sides: Side[] = [...listed, ...others.map(({ path, segments }) => ({ path, values: segments }))];
  return { along, sides };
}

type Side = { path: string; values: PointValue[] };
type Values = { [path: string]: PointValue };

function longest(axes: Axis[]): (Axis & { kind: 'ordered' }) | undefined {
  return axes
    .filter((axis): axis is Axis & { kind: 'ordered' } => axis.kind === 'ordered')
    .sort((a, b) => b.segments.length - a.segments.length)[0];
}

// All values of all fields together, as long as that is a reasonable number; then only the first value of the rest.
function combine(sides: Side[]): Values[] {
  return sides.reduce<Values[]>(
    (all, { path, values }) => {
      const taken = all.length * values.length > MOST_COMBINATIONS ? values.slice(0, 1) : values;
      return all.flatMap((each) => taken.map((value) => ({ ...each, [path]: value })));
    },
    [{}],
  );
}

function differencesAlong(
  before: Workflow,
  after: Workflow,
  values: Values,
  along: (Axis & { kind: 'ordered' }) | undefined,
): RouteDifference[] {
  if (!along) {
    const change = changeAt(before, after, values);
    return change ? [{ change, values: {} }] : [];
  }
  const found: RouteDifference[] = [];
  let last: RouteDifference | undefined;
  for (const segment of along.segments) {
    const change = changeAt(before, after, { ...values, [along.path]: segment.at });
    // Stretches beside each other with the same difference are one.
    if (change && last?.range && JSON.stringify(last.change) === JSON.stringify(change)) {
      const { from } = last.range;
      last.range = {
        at: segment.at,
        ...(from !== undefined && { from }),
        ...(segment.to !== undefined && { to: segment.to }),
      };
    } else {
      last = change ? { change, along: along.path, range: segment, values: {} } : undefined;
      if (last) found.push(last);
    }
  }
  return found;
}

function changeAt(before: Workflow, after: Workflow, values: Values): RouteChange | undefined {
  const env = environmentOf(values);
  const a = routeOf(before, env);
  const b = routeOf(after, env);
  const change: RouteChange = {
    // A step that one version does not have at all is told as such.
    lost: a.steps.filter((step) => !b.steps.includes(step) && Object.hasOwn(after.steps, step)),
    gained: b.steps.filter((step) => !a.steps.includes(step)),
    ...(!sameEnds(a, b) && { end: { before: a.ends, after: b.ends } }),
  };
  return change.lost.length > 0 || change.gained.length > 0 || change.end ? change : undefined;
}

function sameEnds(a: Route, b: Route): boolean {
  return JSON.stringify([...a.ends].sort()) === JSON.stringify([...b.ends].sort());
}

export function isSegment(value: PointValue): value is Segment {
  return isJsonObject(value) && 'at' in value;
}

function environmentOf(values: Values): Environment {
  const { organisation, calendar, zone, at } = trialContext([]);
  let data: JsonObject = {};
  for (const [path, value] of Object.entries(values)) {
    const next = withValueAt(data, `/${path.replaceAll('.', '/')}`, isSegment(value) ? value.at : value);
    if (isJsonObject(next)) data = next;
  }
  return { data, now: at, zone, organisation, calendar };
}

// The combinations as one box (each field with a set of values) where they fill it, else one by one.
function boxesOf(held: Values[], sides: Side[]): RouteDifference['values'][] {
  const some = (path: string) => [...new Set(held.flatMap((values) => own(values, path) ?? []))];
  const sets = sides.map(({ path, values }) => ({ path, all: values.length, some: some(path) }));
  const box = sets.reduce((size, set) => size * set.some.length, 1);
  if (box !== held.length)
    return held.map((values) => Object.fromEntries(Object.entries(values).map(([path, value]) => [path, [value]])));
  // A field of which every value is in the box does not matter.
  return [Object.fromEntries(sets.filter((set) => set.some.length < set.all).map((set) => [set.path, set.some]))];
}
