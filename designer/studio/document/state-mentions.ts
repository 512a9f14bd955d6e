import { isJsonObject, type Json, type JsonObject } from '../../../engine/index.ts';
import { changeAt, type Way } from './places.ts';

/** Ids that states carry, with the states' paths; `''` is the chart itself. */
function idsIn(chart: JsonObject): Map<string, string> {
  const ids = new Map<string, string>();
  const visit = (node: JsonObject, path: string) => {
    if (typeof node.id === 'string') ids.set(node.id, path);
    for (const [key, inner] of Object.entries(isJsonObject(node.states) ? node.states : {}))
      if (isJsonObject(inner)) visit(inner, path === '' ? key : `${path}.${key}`);
  };
  visit(chart, '');
  return ids;
}

/** What a target as written begins from: the written part that names no state by its key, and the path that it stands for. */
function baseOf(target: string, from: string, ids: Map<string, string>): { written: string; base: string } | undefined {
  if (target.startsWith('#')) {
    const [id = ''] = target.slice(1).split('.');
    const base = ids.get(id);
    return base === undefined ? undefined : { written: `#${id}`, base };
  }
  if (target.startsWith('.')) return { written: '', base: from };
  const dot = from.lastIndexOf('.');
  return { written: '', base: dot < 0 ? '' : from.slice(0, dot) };
}

/** The state (a dotted path) that a target leads to, as the engine reads it. */
function pathOf(target: string, from: string, ids: Map<string, string>): string | undefined {
  const start = baseOf(target, from, ids);
  if (!start) return undefined;
  const rest = target.slice(start.written.length).replace(/^\./, '');
  return [start.base, rest].filter((part) => part !== '').join('.');
}

/** A target through a state that is called otherwise now; an id and what lies outside the state stay as they are. */
export function renamedTarget(target: string, from: string, state: string, to: string, chart: JsonObject): string {
  const ids = idsIn(chart);
  const path = pathOf(target, from, ids);
  const start = baseOf(target, from, ids);
  if (path === undefined || !start || (path !== state && !path.startsWith(`${state}.`))) return target;
  const named = state.split('.').length - (start.base === '' ? 0 : start.base.split('.').length);
  // The state lies in what is not written: it is above where the target begins.
  if (named < 1) return target;
  const rest = target.slice(start.written.length);
  const dot = rest.startsWith('.') ? '.' : '';
  const parts = rest.slice(dot.length).split('.');
  parts[named - 1] = to;
  return start.written + dot + parts.join('.');
}

/** True where a target leads to the state or into it. */
export function leadsInto(target: string, from: string, state: string, chart: JsonObject): boolean {
  const path = pathOf(target, from, idsIn(chart));
  return path === state || (path?.startsWith(`${state}.`) ?? false);
}

const step = ['chart', '**', 'meta', 'step'];
const stepWays: Way[] = [
  [...step, 'separate', '*'],
  [...step, 'return', 'to', '*'],
];

/** A workflow whose steps call another by its new key. */
export function renameStep(workflow: JsonObject, from: string, to: string): JsonObject {
  const rename = (value: Json) => (value === from ? to : value);
  return stepWays.reduce<Json>((json, way) => changeAt(json, way, rename), workflow) as JsonObject;
}

/** Until when the initiator may withdraw: a state, by its path. */
export function renameUntil(workflow: JsonObject, state: string, renamed: string): JsonObject {
  return changeAt(workflow, ['withdraw', 'until'], (value) => renamedPath(value, state, renamed)) as JsonObject;
}

function renamedPath(value: Json, state: string, renamed: string): Json {
  if (typeof value !== 'string') return value;
  if (value === state) return renamed;
  return value.startsWith(`${state}.`) ? renamed + value.slice(state.length) : value;
}

/** A scenario that names the state as a step that is decided, as a step to return to, and as where the case then stands. */
export function renameInScenario(scenario: JsonObject, state: string, renamed: string): JsonObject {
  const last = (path: string) => path.slice(path.lastIndexOf('.') + 1);
  const steps = (value: Json) => (value === last(state) ? last(renamed) : value);
  const paths = (value: Json) => renamedPath(value, state, renamed);
  let json: Json = scenario;
  json = changeAt(json, ['decisions', '*', 'step'], steps);
  json = changeAt(json, ['decisions', '*'], (one) =>
    isJsonObject(one) && one.decision === 'return' ? changeAt(one, ['to'], steps) : one,
  );
  json = changeAt(json, ['expect', 'state'], paths);
  return changeAt(json, ['expect', 'states', '*'], paths) as JsonObject;
}
