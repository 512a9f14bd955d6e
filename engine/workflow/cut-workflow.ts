import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Delay } from './delay.ts';
import { objectOf } from './raw.ts';
import type { Workflow } from './workflow.ts';

/** What the reader knows of the form: `seen` that a field exists, `open` what it holds. */
export type FieldSight = { seen(path: string): boolean; open(path: string): boolean };

/** `pointerOf`: where a transition stands in the cut definition, by where it stands in the whole. */
export type CutWorkflow = { json: JsonObject; pointerOf(at: JsonPointer): JsonPointer };

const ofWorkflow = ['kind', 'key', 'title', 'description', 'form'] as const;
const ofState = ['id', 'type', 'initial', 'history', 'target'] as const;
const ofStep = ['type', 'title', 'decisions', 'return'] as const;

/**
 * The workflow as its chart is drawn for a reader: states, steps, titles and transitions, each at its place. What is not named
 * here is left out: actions, messages, rights, people, rules. A guard tells its condition only where the reader reads all that
 * it asks for, and a deadline its field only where the reader knows of the field.
 */
export function cutWorkflow(workflow: Workflow, sight: FieldSight): CutWorkflow {
  const closed = new Set(
    workflow.guards.filter(({ rule }) => !rule.reads.every(sight.open)).map(({ pointer }) => pointer),
  );
  const delays = renamedDelays(workflow, sight);
  const chart = cutState(objectOf(workflow.json.chart), '/chart', { closed, delays });
  return {
    json: { ...pick(workflow.json, ofWorkflow), chart },
    pointerOf: (at) => {
      const [state, key, rest] = splitAfter(at);
      const renamed = key === undefined ? undefined : delays.get(key);
      return renamed === undefined ? at : `${state}/after/${renamed}${rest}`;
    },
  };
}

type Cut = { closed: Set<JsonPointer>; delays: Map<string, string> };

function cutState(json: JsonObject, at: JsonPointer, cut: Cut): JsonObject {
  const state = pick(json, ofState);
  const meta = cutMeta(objectOf(json.meta));
  if (Object.keys(meta).length > 0) state.meta = meta;
  if (isJsonObject(json.on)) state.on = cutMap(json.on, `${at}/on`, cut);
  if (isJsonObject(json.after)) state.after = cutMap(json.after, `${at}/after`, cut);
  if (json.always !== undefined) state.always = cutTransitions(json.always, `${at}/always`, cut);
  if (json.onDone !== undefined) state.onDone = cutTransitions(json.onDone, `${at}/onDone`, cut);
  if (isJsonObject(json.states)) {
    state.states = Object.fromEntries(
      Object.entries(json.states).map(([key, inner]) => [
        key,
        cutState(objectOf(inner), `${at}/states/${escaped(key)}`, cut),
      ]),
    );
  }
  return state;
}

function cutMeta(meta: JsonObject): JsonObject {
  return {
    ...pick(meta, ['title', 'outcome']),
    ...(isJsonObject(meta.step) && { step: pick(meta.step, ofStep) }),
  };
}

function cutMap(map: JsonObject, at: JsonPointer, cut: Cut): JsonObject {
  const isAfter = at.endsWith('/after');
  return Object.fromEntries(
    Object.entries(map).map(([key, json]) => [
      (isAfter && cut.delays.get(key)) || key,
      cutTransitions(json, `${at}/${escaped(key)}`, cut),
    ]),
  );
}

// A transition keeps its place in its list: where a case went is told by it.
function cutTransitions(json: Json, at: JsonPointer, cut: Cut): Json {
  if (Array.isArray(json)) return json.map((one, index) => cutTransition(one, `${at}/${index}`, cut));
  return cutTransition(json, at, cut);
}

function cutTransition(json: Json, at: JsonPointer, cut: Cut): Json {
  if (!isJsonObject(json)) return json;
  const { guard } = json;
  const isClosed = cut.closed.has(`${at}/guard/params/if`);
  return {
    ...pick(json, ['target']),
    ...(guard !== undefined && { guard: isClosed ? { type: 'rule' } : guard }),
  };
}

/** Delays that name a field which the reader does not know of, by what stands in their place. */
function renamedDelays({ timers }: Workflow, { seen }: FieldSight): Map<string, string> {
  const keys = new Set(timers.map(({ key }) => key));
  const renamed = new Map<string, string>();
  for (const { key, delay } of timers) {
    const field = fieldOf(delay);
    if (field === undefined || seen(field) || renamed.has(key)) continue;
    let number = renamed.size + 1;
    while (keys.has(`field:deadline${number}`)) number++;
    const name = `field:deadline${number}`;
    keys.add(name);
    renamed.set(key, name);
  }
  return renamed;
}

function fieldOf(delay: Delay): string | undefined {
  return delay.from === 'field' ? delay.field : undefined;
}

// `/chart/states/review/after/field:due/0` as the state, the key of the delay, and what follows.
function splitAfter(at: JsonPointer): [string, string | undefined, string] {
  const [, state = '', key, rest = ''] = /^(.*)\/after\/([^/]+)(.*)$/.exec(at) ?? [];
  return [state, key?.replaceAll('~1', '/').replaceAll('~0', '~'), rest];
}

function pick(json: JsonObject, keys: readonly string[]): JsonObject {
  const picked: JsonObject = {};
  for (const key of keys) {
    const value = own(json, key);
    if (value !== undefined) picked[key] = value;
  }
  return picked;
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
