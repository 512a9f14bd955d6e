import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { didYouMean, isKey } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { parseActions } from './parse-action.ts';
import { parseDelay } from './parse-delay.ts';
import { type Parsing, refuse, ruleAt } from './parsing.ts';
import { manyOf, objectOf, stringOf } from './raw.ts';
import type { Transition } from './workflow.ts';

/** Transitions, actions and timers of one state (path `''`: the chart itself), read when every state is known. */
export function parseStateBody(json: JsonObject, from: string, at: JsonPointer, parsing: Parsing): void {
  const state = Object.hasOwn(parsing.states, from) ? parsing.states[from] : undefined;
  const before = parsing.transitions.length;
  for (const [event, value] of Object.entries(objectOf(json.on))) {
    const path = `${at}/on${pointer(event)}`;
    if (isKey(event)) parseMany(value, { from, kind: 'event', on: event, path }, parsing);
    else refuse(parsing, 'workflow/event-name', path, { event });
  }
  parseMany(json.always, { from, kind: 'always', path: `${at}/always` }, parsing);
  for (const [key, value] of Object.entries(objectOf(json.after))) {
    const path = `${at}/after${pointer(key)}`;
    const delay = parseDelay(key, path, parsing);
    if (!delay) continue;
    const index = parsing.timers.length;
    const first = parsing.transitions.length;
    parseMany(value, { from, kind: 'after', on: key, path }, parsing);
    const ends = parsing.transitions.slice(first).some((one) => one.targets.length > 0);
    parsing.timers.push({ index, state: from, key, delay, event: `after.${index}`, ends, pointer: path });
  }
  parseMany(json.onDone, { from, kind: 'done', path: `${at}/onDone` }, parsing);
  if (!state) return;
  state.entry = parseActions(json.entry, `${at}/entry`, from, parsing);
  state.exit = parseActions(json.exit, `${at}/exit`, from, parsing);
  const ends = state.kind === 'final' || state.kind === 'history';
  if (ends && parsing.transitions.length > before) refuse(parsing, 'workflow/end-goes-on', at, { state: from });
  if (json.onDone !== undefined && state.kind !== 'compound' && state.kind !== 'parallel') {
    refuse(parsing, 'workflow/done-place', `${at}/onDone`, { state: from });
  }
  if (state.history && json.target !== undefined) {
    const target = resolveTarget(stringOf(json.target) ?? '', state.path, parsing);
    if (target === undefined)
      refuse(parsing, 'workflow/unknown-state', `${at}/target`, { state: json.target, known: siblings(from, parsing) });
    else state.history.target = target;
  }
}

type Place = { from: string; kind: Transition['kind']; on?: string; path: JsonPointer };

function parseMany(json: Json | undefined, place: Place, parsing: Parsing): void {
  for (const { json: one, at } of manyOf(json)) parseTransition(one, { ...place, path: place.path + at }, parsing);
}

function parseTransition(json: Json, { from, kind, on, path }: Place, parsing: Parsing): void {
  const whole: JsonObject = typeof json === 'string' ? { target: json } : objectOf(json);
  if (typeof json !== 'string' && !isJsonObject(json)) return;
  const inside = typeof json === 'string' ? '' : '/target';
  const targets = manyOf(whole.target).flatMap(({ json: target, at }) => {
    const name = stringOf(target) ?? '';
    const found = resolveTarget(name, from, parsing);
    if (found !== undefined) return [found];
    refuse(parsing, 'workflow/unknown-state', path + inside + at, {
      state: name,
      known: siblings(from, parsing),
      hint: didYouMean(name.replace(/^[.#]/, ''), Object.keys(parsing.states)),
    });
    return [];
  });
  if (!together(targets, parsing)) refuse(parsing, 'workflow/targets', path + inside, { targets });
  const index = parsing.transitions.length;
  const transition: Transition = {
    index,
    from,
    kind,
    ...(on === undefined ? {} : { on }),
    targets,
    actions: [],
    reenter: whole.reenter === true,
    pointer: path,
  };
  parsing.transitions.push(transition);
  transition.actions = parseActions(whole.actions, `${path}/actions`, from, parsing);
  if (isJsonObject(whole.guard)) addGuard(whole.guard, transition, parsing);
}

function addGuard(json: JsonObject, transition: Transition, parsing: Parsing): void {
  const path = `${transition.pointer}/guard/params/if`;
  const rule = ruleAt(parsing, objectOf(json.params).if, path, { kind: 'boolean' });
  if (!rule) return;
  transition.guard = parsing.guards.length;
  parsing.guards.push({ index: transition.guard, rule, transition: transition.index, pointer: path });
}

/** XState's ways of naming a target: beside (`paid`, `review.legal`), inside (`.legal`), by id (`#review.legal`). */
function resolveTarget(name: string, from: string, parsing: Parsing): string | undefined {
  const known = (path: string) => (Object.hasOwn(parsing.states, path) ? path : undefined);
  if (name.startsWith('#')) {
    const [id = '', ...rest] = name.slice(1).split('.');
    const base = parsing.ids.get(id);
    return base === undefined ? undefined : known([base, ...rest].filter((part) => part !== '').join('.'));
  }
  if (name.startsWith('.')) return known(from === '' ? name.slice(1) : from + name);
  // From the chart itself a bare name is not legal in XState either.
  if (from === '' || name === '') return undefined;
  const parent = parsing.states[from]?.parent;
  return known(parent === undefined ? name : `${parent}.${name}`);
}

// Several targets stand in different regions of one parallel state.
function together(targets: string[], parsing: Parsing): boolean {
  return targets.every((one, index) => targets.slice(index + 1).every((other) => inRegions(one, other, parsing)));
}

function inRegions(one: string, other: string, parsing: Parsing): boolean {
  const [a, b] = [one.split('.'), other.split('.')];
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  if (shared === a.length || shared === b.length) return false;
  return shared === 0 ? parsing.parallel : parsing.states[a.slice(0, shared).join('.')]?.kind === 'parallel';
}

function siblings(from: string, parsing: Parsing): string[] {
  const parent = Object.hasOwn(parsing.states, from) ? parsing.states[from]?.parent : undefined;
  return Object.values(parsing.states)
    .filter((state) => state.parent === parent)
    .map((state) => (from === '' ? `.${state.key}` : state.key));
}
