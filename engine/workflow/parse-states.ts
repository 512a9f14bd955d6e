import { isJsonObject, type JsonObject } from '../core/json.ts';
import { isStateKey } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { type Parsing, refuse } from './parsing.ts';
import { manyOf, objectOf, stringOf, textOf, wordOf } from './raw.ts';
import type { ChartState } from './workflow.ts';

const MOST_STATES = 200;
const DEEPEST = 8;

/** Every state of the chart by its dotted path, in the order of the document. Targets and actions are read afterwards. */
export function collectStates(chart: JsonObject, parsing: Parsing): void {
  collect(objectOf(chart.states), '', '/chart/states', 1, parsing);
  const found = Object.keys(parsing.states).length;
  if (found > MOST_STATES)
    refuse(parsing, 'definition/limit', '/chart/states', {
      what: { en: 'states', 'zh-CN': '状态' },
      found,
      max: MOST_STATES,
    });
}

function collect(states: JsonObject, parent: string, at: JsonPointer, depth: number, parsing: Parsing): string[] {
  if (depth > DEEPEST) {
    refuse(parsing, 'json/too-deep', at, { max: DEEPEST });
    return [];
  }
  return Object.entries(states).flatMap(([key, value]) => {
    const path = parent === '' ? key : `${parent}.${key}`;
    const here = at + pointer(key);
    if (!isStateKey(key)) {
      refuse(parsing, 'definition/name', here, { name: key });
      return [];
    }
    if (!isJsonObject(value)) return [];
    const state = stateOf(value, key, path, parent, here, parsing);
    parsing.states[path] = state;
    idOf(value, path, here, parsing);
    state.children = collect(objectOf(value.states), path, `${here}/states`, depth + 1, parsing);
    return [path];
  });
}

function stateOf(
  json: JsonObject,
  key: string,
  path: string,
  parent: string,
  at: JsonPointer,
  parsing: Parsing,
): ChartState {
  const meta = objectOf(json.meta);
  const inside = Object.keys(objectOf(json.states)).length > 0;
  const kind = wordOf(
    json.type,
    ['parallel', 'final', 'history'],
    json.history !== undefined ? 'history' : ('other' as 'history'),
  );
  const is = (kind as string) === 'other' ? (inside ? 'compound' : 'atomic') : kind;
  if (inside && (is === 'final' || is === 'history'))
    refuse(parsing, 'workflow/state-kind', at, { state: path, kind: is });
  if (json.type === 'compound' && !inside)
    refuse(parsing, 'workflow/state-kind', at, { state: path, kind: 'compound' });
  if (json.type === 'atomic' && inside) refuse(parsing, 'workflow/state-kind', at, { state: path, kind: 'atomic' });
  const initial = is === 'compound' ? initialOf(json, path, at, parsing) : undefined;
  const outcome = wordOf(meta.outcome, ['approved', 'rejected', 'cancelled'], 'none' as 'approved');
  if (meta.outcome !== undefined && is !== 'final')
    refuse(parsing, 'workflow/outcome-place', `${at}/meta/outcome`, { state: path });
  return {
    path,
    key,
    ...(parent === '' ? {} : { parent }),
    kind: is,
    title: textOf(meta.title) ?? textOf(objectOf(meta.step).title) ?? key,
    ...(isJsonObject(meta.step) ? { step: key } : {}),
    ...((outcome as string) === 'none' ? {} : { outcome }),
    ...(initial === undefined ? {} : { initial }),
    children: [],
    tags: manyOf(json.tags).flatMap((tag) => stringOf(tag.json) ?? []),
    entry: [],
    exit: [],
    ...(is === 'history' ? { history: { deep: json.history === 'deep' } } : {}),
    pointer: at,
  };
}

/** Path of the state that `initial` names, beside which it stands. */
export function initialOf(json: JsonObject, parent: string, at: JsonPointer, parsing: Parsing): string | undefined {
  const states = objectOf(json.states);
  const name = stringOf(json.initial);
  if (name === undefined) {
    // A missing chart is told by the schema.
    const said = Object.keys(states).length > 0;
    return said ? refuse(parsing, 'workflow/no-initial', at, { state: parent === '' ? 'chart' : parent }) : undefined;
  }
  const target = Object.hasOwn(states, name) ? objectOf(states[name]) : undefined;
  if (!target || target.type === 'history') {
    return refuse(parsing, 'workflow/unknown-state', `${at}/initial`, { state: name, known: Object.keys(states) });
  }
  return parent === '' ? name : `${parent}.${name}`;
}

function idOf(json: JsonObject, path: string, at: JsonPointer, parsing: Parsing): void {
  const id = stringOf(json.id);
  if (id === undefined) return;
  if (parsing.ids.has(id)) refuse(parsing, 'workflow/duplicate-id', `${at}/id`, { id });
  parsing.ids.set(id, path);
}
