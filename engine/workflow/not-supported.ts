import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { manyOf, objectOf } from './raw.ts';

/** What belongs to the language of charts or of approval but is not carried out: refused by name, never accepted and ignored. */

const stepTypes = ['call', 'subflow'];
const decisions = ['remove-signer', 'delegate', 'take-back'];
const assignments = ['decision', 'decision-table', 'round-robin', 'least-loaded'];
const stateKeys = ['invoke', 'output', 'route', 'context', 'activities', 'data'];
const DEEPEST = 12;

export function notSupported(json: JsonObject): Issue[] {
  const issues: Issue[] = [];
  const refuse = (path: JsonPointer, what: string) => issues.push(issue('workflow/not-supported', path, { what }));
  const on = objectOf(json.start).on;
  if (typeof on === 'string' && on !== 'create') refuse('/start/on', `start: ${on}`);
  if (json.variables !== undefined) refuse('/variables', 'variables');
  inState(objectOf(json.chart), '/chart', 0, refuse);
  return issues;
}

type Refuse = (path: JsonPointer, what: string) => void;

function inState(state: JsonObject, at: JsonPointer, depth: number, refuse: Refuse): void {
  if (depth > DEEPEST) return;
  for (const key of stateKeys) if (state[key] !== undefined) refuse(at + pointer(key), key);
  if (isJsonObject(state.initial)) refuse(`${at}/initial`, 'initial: { … }');
  if (Object.hasOwn(objectOf(state.on), '*')) refuse(`${at}/on/*`, 'on: "*"');
  inStep(objectOf(objectOf(state.meta).step), `${at}/meta/step`, refuse);
  // In XState a bare name is an action or a guard written in code; here there is none.
  for (const { what, json, path } of codePlaces(state, at))
    if (typeof json === 'string') refuse(path, `${what} "${json}"`);
  for (const [key, child] of Object.entries(objectOf(state.states))) {
    inState(objectOf(child), `${at}/states${pointer(key)}`, depth + 1, refuse);
  }
}

function inStep(step: JsonObject, at: JsonPointer, refuse: Refuse): void {
  if (typeof step.type === 'string' && stepTypes.includes(step.type)) refuse(`${at}/type`, `step type "${step.type}"`);
  manyOf(step.decisions).forEach(({ json }, index) => {
    if (typeof json === 'string' && decisions.includes(json)) refuse(`${at}/decisions/${index}`, `decision "${json}"`);
  });
  manyOf(step.assign).forEach(({ json }, index) => {
    const by = objectOf(json).by;
    if (typeof by === 'string' && assignments.includes(by)) refuse(`${at}/assign/${index}/by`, `assign by "${by}"`);
  });
}

type CodePlace = { what: 'action' | 'guard'; json: Json; path: JsonPointer };

/** Every action and guard of a state itself. */
function codePlaces(state: JsonObject, at: JsonPointer): CodePlace[] {
  const actions = (json: Json | undefined, path: JsonPointer): CodePlace[] =>
    manyOf(json).map((one) => ({ what: 'action', json: one.json, path: path + one.at }));
  const bodies: [Json | undefined, JsonPointer][] = [
    [state.always, `${at}/always`],
    [state.onDone, `${at}/onDone`],
    ...Object.entries(objectOf(state.on)).map(([event, value]): [Json, JsonPointer] => [
      value,
      `${at}/on${pointer(event)}`,
    ]),
    ...Object.entries(objectOf(state.after)).map(([key, value]): [Json, JsonPointer] => [
      value,
      `${at}/after${pointer(key)}`,
    ]),
  ];
  const inside = bodies.flatMap(([body, where]) =>
    manyOf(body).flatMap(({ json, at: end }): CodePlace[] => {
      const { guard = null, actions: acts } = objectOf(json);
      return [...actions(acts, `${where}${end}/actions`), { what: 'guard', json: guard, path: `${where}${end}/guard` }];
    }),
  );
  return [...actions(state.entry, `${at}/entry`), ...actions(state.exit, `${at}/exit`), ...inside];
}
