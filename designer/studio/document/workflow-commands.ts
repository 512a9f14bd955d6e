import {
  assertNever,
  fail,
  isJsonObject,
  isKey,
  isStateKey,
  issue,
  type Json,
  type JsonObject,
  ok,
  own,
  type Result,
  valueAt,
} from '../../../engine/index.ts';
import type { WorkflowCommand } from './command.ts';
import {
  type DefinitionRef,
  type Document,
  edit,
  moved,
  objectAt,
  parseRef,
  put,
  renameKey,
  withDefinition,
} from './document.ts';
import { leadsInto, renamedTarget, renameInScenario, renameStep, renameUntil } from './state-mentions.ts';
import { renameStatus } from './status-mentions.ts';

export function applyWorkflowCommand(document: Document, command: WorkflowCommand): Result<Document> {
  const ref: DefinitionRef = { kind: 'workflow', key: command.workflow };
  switch (command.type) {
    case 'state.add':
      return edit(document, ref, (workflow) => addState(workflow, command.state, command.json));
    case 'state.remove':
      return edit(document, ref, (workflow) => removeState(workflow, command.state));
    case 'state.rename': {
      const { workflow, state, to } = command;
      const followed = renameStatus(document, { workflow, from: state, to: renamedState(state, to) });
      const renamed = edit(followed, ref, (json) => renameState(json, state, to));
      return renamed.ok ? ok(inScenarios(renamed.value, command)) : renamed;
    }
    case 'transition.connect':
      return edit(document, ref, (workflow) => connect(workflow, command));
    case 'transition.remove':
      return edit(document, ref, (workflow) =>
        changeTransitions(workflow, command.from, command.event, (list) =>
          list.filter((_, at) => at !== command.index),
        ),
      );
    case 'transition.move':
      return edit(document, ref, (workflow) =>
        changeTransitions(workflow, command.from, command.event, (list) => moved(list, command.index, command.to)),
      );
    default:
      return assertNever(command);
  }
}

/** `/chart/states/review/states/second` of `review.second`. */
export function statePointer(state: string): string {
  return `/chart${state
    .split('.')
    .map((name) => `/states/${name}`)
    .join('')}`;
}

/** The chart itself for a top state, the parent state for an inner one. */
function parentPointer(state: string): string {
  const pointer = statePointer(state);
  return pointer.slice(0, pointer.lastIndexOf('/states/'));
}

function lastName(state: string): string {
  return state.slice(state.lastIndexOf('.') + 1);
}

function notFound(state: string) {
  return fail(issue('studio/not-found', '', { what: { en: 'State', 'zh-CN': '状态' }, name: state }));
}

function addState(workflow: JsonObject, state: string, json: JsonObject): Result<JsonObject> {
  const name = lastName(state);
  const parent = parentPointer(state);
  const states = objectAt(workflow, `${parent}/states`);
  if (!isStateKey(name)) return fail(issue('studio/key-name', '', { name }));
  if (own(states, name) !== undefined) return fail(issue('studio/name-taken', '', { name }));
  const added = put(workflow, `${parent}/states`, { ...states, [name]: json });
  return ok(valueAt(added, `${parent}/initial`) === undefined ? put(added, `${parent}/initial`, name) : added);
}

function removeState(workflow: JsonObject, state: string): Result<JsonObject> {
  const name = lastName(state);
  const parent = parentPointer(state);
  const { [name]: gone, ...left } = objectAt(workflow, `${parent}/states`);
  if (gone === undefined) return notFound(state);
  if (Object.keys(left).length === 0) return fail(issue('studio/last-state', ''));
  if (valueAt(workflow, `${parent}/initial`) === name) return fail(issue('studio/initial-state', '', { name }));
  // What led here leads nowhere now: such transitions go with the state, and the check names events left without one.
  const without = put(workflow, `${parent}/states`, left);
  const chart = objectAt(workflow, '/chart');
  return ok(mapTransitions(without, (target, from) => (leadsInto(target, from, state, chart) ? undefined : target)));
}

function renameState(workflow: JsonObject, state: string, to: string): Result<JsonObject> {
  const name = lastName(state);
  const parent = parentPointer(state);
  const states = objectAt(workflow, `${parent}/states`);
  if (own(states, name) === undefined) return notFound(state);
  if (!isStateKey(to)) return fail(issue('studio/key-name', '', { name: to }));
  if (own(states, to) !== undefined) return fail(issue('studio/name-taken', '', { name: to }));
  const renamed = put(workflow, `${parent}/states`, renameKey(states, name, to));
  const begun = valueAt(renamed, `${parent}/initial`) === name ? put(renamed, `${parent}/initial`, to) : renamed;
  const chart = objectAt(workflow, '/chart');
  const retargeted = mapTransitions(begun, (target, from) => renamedTarget(target, from, state, to, chart), {
    from: state,
    to: renamedState(state, to),
  });
  return ok(renameUntil(renameStep(retargeted, name, to), state, renamedState(state, to)));
}

function renamedState(state: string, to: string): string {
  return [...state.split('.').slice(0, -1), to].join('.');
}

/** What is expected of the workflow names the state as the workflow does. */
function inScenarios(document: Document, { workflow, state, to }: Extract<WorkflowCommand, { type: 'state.rename' }>) {
  return Object.entries(document.definitions).reduce(
    (result, [other, json]) =>
      json.kind === 'scenario' && json.workflow === workflow
        ? withDefinition(result, parseRef(other), renameInScenario(json, state, renamedState(state, to)))
        : result,
    document,
  );
}

function connect(
  workflow: JsonObject,
  { from, event, to, guard }: Extract<WorkflowCommand, { type: 'transition.connect' }>,
): Result<JsonObject> {
  if (valueAt(workflow, statePointer(from)) === undefined) return notFound(from);
  if (valueAt(workflow, statePointer(to)) === undefined) return notFound(to);
  if (!isKey(event)) return fail(issue('studio/key-name', '', { name: event }));
  const sameParent = parentPointer(from) === parentPointer(to);
  const target = sameParent ? lastName(to) : `#${to}`;
  const transition: JsonObject = guard ? { target, guard } : { target };
  // A guarded transition goes before the one without a guard, which would otherwise always be taken.
  return changeTransitions(workflow, from, event, (list) => {
    const open = list.findIndex((one) => !isJsonObject(one) || one.guard === undefined);
    return guard && open >= 0 ? [...list.slice(0, open), transition, ...list.slice(open)] : [...list, transition];
  });
}

/** The transitions of one event of a state, always as a list while they are changed; a sole plain one is kept short. */
function changeTransitions(
  workflow: JsonObject,
  state: string,
  event: string,
  change: (list: Json[]) => Json[],
): Result<JsonObject> {
  if (valueAt(workflow, statePointer(state)) === undefined) return notFound(state);
  const path = `${statePointer(state)}/on`;
  const on = objectAt(workflow, path);
  const before = own(on, event);
  const list = before === undefined ? [] : Array.isArray(before) ? before : [before];
  const after = change(list.map((one) => (typeof one === 'string' ? { target: one } : one)));
  if (after.length === 0) {
    const { [event]: _gone, ...left } = on;
    return ok(put(workflow, path, left));
  }
  return ok(put(workflow, path, { ...on, [event]: after.length === 1 ? shortened(after[0] ?? null) : after }));
}

function shortened(transition: Json): Json {
  return isJsonObject(transition) && Object.keys(transition).length === 1 && typeof transition.target === 'string'
    ? transition.target
    : transition;
}

/** What a target becomes that is written in the state at `from`; undefined takes the transition away. */
type Retarget = (target: string, from: string) => string | undefined;

/** `moved`: a state that is called otherwise in the chart than where its targets were written. */
function mapTransitions(workflow: JsonObject, retarget: Retarget, moved?: { from: string; to: string }): JsonObject {
  const written = (path: string) => {
    if (!moved || (path !== moved.to && !path.startsWith(`${moved.to}.`))) return path;
    return moved.from + path.slice(moved.to.length);
  };
  return put(
    workflow,
    '/chart',
    mapState(objectAt(workflow, '/chart'), '', (target, path) => retarget(target, written(path))),
  );
}

function mapState(state: JsonObject, path: string, retarget: Retarget): JsonObject {
  const mapped = { ...state };
  const map = (value: Json) => mapTargets(value, (target) => retarget(target, path));
  for (const key of ['on', 'after'] as const) {
    const events = state[key];
    if (!isJsonObject(events)) continue;
    mapped[key] = Object.fromEntries(
      Object.entries(events).flatMap(([event, value]) => {
        const changed = map(value);
        return changed === undefined ? [] : [[event, changed]];
      }),
    );
  }
  for (const key of ['always', 'onDone'] as const) {
    const value = state[key];
    if (value === undefined) continue;
    const changed = map(value);
    if (changed === undefined) delete mapped[key];
    else mapped[key] = changed;
  }
  if (state.type === 'history' && typeof state.target === 'string') {
    const target = retarget(state.target, path);
    if (target === undefined) delete mapped.target;
    else mapped.target = target;
  }
  if (isJsonObject(state.states)) {
    mapped.states = Object.fromEntries(
      Object.entries(state.states).map(([name, inner]) => [
        name,
        isJsonObject(inner) ? mapState(inner, path === '' ? name : `${path}.${name}`, retarget) : inner,
      ]),
    );
  }
  return mapped;
}

function mapTargets(value: Json, retarget: (target: string) => string | undefined): Json | undefined {
  if (typeof value === 'string') return retarget(value);
  if (Array.isArray(value)) {
    const kept = value.map((one) => mapTargets(one, retarget)).filter((one) => one !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  if (!isJsonObject(value) || value.target === undefined) return value;
  const target = mapTargets(value.target, retarget);
  return target === undefined ? undefined : { ...value, target };
}
