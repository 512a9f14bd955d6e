import type { Json, JsonObject } from '../core/json.ts';
import { keySchema } from '../fields/declaration-schema.ts';

/** The chart's part of the workflow schema: XState's own words, closed, and `meta.step`. */

const ref = (name: string): JsonObject => ({ $ref: `#/$defs/${name}` });
const text: JsonObject = ref('text');
const key: JsonObject = keySchema;
const bool: JsonObject = { type: 'boolean' };
const list = (items: JsonObject, most = 50): JsonObject => ({ type: 'array', maxItems: most, items });
const words = (...values: string[]): JsonObject => ({ enum: values });

/** A closed object. */
function shape(properties: JsonObject, required: string[] = [], description?: string): JsonObject {
  return { ...(description ? { description } : {}), type: 'object', required, additionalProperties: false, properties };
}

// Chosen by type, not by anyOf: an issue then names the fault, instead of every alternative that it is not.
function oneOrMany(one: JsonObject, description: string): JsonObject {
  return { description, if: { type: 'array' }, ...branch(list(one), one) };
}
function branch(first: JsonObject, second: JsonObject): JsonObject {
  return Object.fromEntries([['then', first] as [string, Json], ['else', second] as [string, Json]]);
}

export const within: JsonObject = {
  description: 'A unit: "initiator.unit", the id of a unit, or { "field": "…" } of the form.',
  type: ['string', 'object'],
  if: { type: 'object' },
  ...branch(shape({ field: { type: 'string' } }, ['field']), { type: 'string', minLength: 1, maxLength: 100 }),
};

const assignKinds: { [by: string]: { keys: JsonObject; required: string[]; say: string } } = {
  person: { keys: { person: { type: 'string' } }, required: ['person'], say: 'One person, by id.' },
  initiator: { keys: {}, required: [], say: 'Who began the case.' },
  role: { keys: { role: key, within: ref('within') }, required: ['role'], say: 'Everybody with a role.' },
  pool: {
    keys: { role: key, within: ref('within') },
    required: ['role'],
    say: 'One task for all with a role: the first to take it has it.',
  },
  'unit-head': { keys: { within: ref('within') }, required: [], say: 'The head of a unit.' },
  manager: {
    keys: { level: { type: 'integer', minimum: 1, maximum: 10 } },
    required: [],
    say: 'The n-th manager above the initiator.',
  },
  'manager-chain': {
    keys: { levels: { type: 'integer', minimum: 1, maximum: 10 } },
    required: ['levels'],
    say: 'Managers above the initiator, one after the other.',
  },
  field: {
    keys: { field: { type: 'string' } },
    required: ['field'],
    say: 'The person (or people) in a field of the form.',
  },
  rule: { keys: { rule: ref('rule') }, required: ['rule'], say: 'A rule that gives an id, or a list of ids.' },
  choice: {
    keys: {
      of: words('initiator', 'previous'),
      role: key,
      within: ref('within'),
      max: { type: 'integer', minimum: 1, maximum: 50 },
    },
    required: ['of'],
    say: 'Whom the initiator, or the approver before, chooses.',
  },
};
export const assignWords: readonly string[] = Object.keys(assignKinds);

const assign: JsonObject = {
  description: 'One way to find who acts.',
  type: 'object',
  required: ['by'],
  properties: { by: { enum: [...assignWords] } },
  allOf: Object.entries(assignKinds).map(([by, { keys, required, say }]) => ({
    if: { required: ['by'], properties: { by: { const: by } } },
    ...Object.fromEntries([['then', shape({ by: { const: by }, ...keys }, required, say)]]),
  })),
};

const peopleScope = (more: JsonObject = {}): JsonObject => shape({ role: key, within: ref('within'), ...more });

const step: JsonObject = shape(
  {
    type: words('approval', 'fill', 'wait', 'copy'),
    title: text,
    assign: list(ref('assign'), 20),
    order: words('parallel', 'sequence'),
    decide: {
      description: 'any, all, or a share of the assigned.',
      type: ['string', 'object'],
      if: { type: 'object' },
      ...branch(
        shape({ vote: { type: 'number', exclusiveMinimum: 0, maximum: 1 }, waitForAll: bool }, ['vote']),
        words('any', 'all'),
      ),
    },
    reject: words('first', 'all'),
    decisions: list(key, 20),
    return: shape({ to: list({ type: 'string' }), resume: words('rerun', 'direct', 'ask') }, ['to']),
    fields: { type: 'object', additionalProperties: words('hidden', 'masked', 'read', 'edit', 'required') },
    opinion: words('optional', 'required', 'on-reject'),
    sign: words('password'),
    ignore: {
      ...list({ type: 'string' }),
      description: 'Fields of the form whose later change does not ask the people of this step again.',
    },
    separate: list(key),
    empty: {
      description: 'What happens where nobody is found.',
      type: ['string', 'object'],
      if: { type: 'object' },
      ...branch(shape({ role: key }, ['role']), words('incident', 'to-admin', 'skip')),
    },
    transfer: peopleScope(),
    addSigner: peopleScope({ depth: { type: 'integer', minimum: 1, maximum: 3 } }),
    auto: bool,
    guide: text,
  },
  ['type'],
);

/** What a chart may do. */
export const actionWords: readonly string[] = ['set', 'notify', 'create-record', 'update-record'];
/** Words of the vocabulary that nothing carries out yet: a stored release may have them, no new one. */
export const laterActions: readonly string[] = ['apply-change', 'call', 'start-case', 'emit'];

const actionOf = (types: readonly string[]): JsonObject => ({
  type: 'object',
  required: ['type'],
  additionalProperties: false,
  properties: { type: words(...types), params: { type: 'object' } },
});

const transition: JsonObject = {
  type: ['string', 'object'],
  if: { type: 'object' },
  ...branch(
    shape({
      target: { if: { type: 'array' }, ...branch(list({ type: 'string' }, 20), { type: 'string' }) },
      guard: shape({ type: words('rule'), params: shape({ if: ref('rule') }, ['if']) }, ['type', 'params']),
      actions: ref('actions'),
      reenter: bool,
      description: { type: 'string' },
    }),
    { type: 'string' },
  ),
};

const inner: JsonObject = {
  initial: key,
  states: { type: 'object', propertyNames: key, additionalProperties: ref('state') },
  on: { type: 'object', propertyNames: key, additionalProperties: ref('transitions') },
  type: words('atomic', 'compound', 'parallel', 'final', 'history'),
  description: { type: 'string', maxLength: 2000 },
};

/** `actions`: the types of action that the chart may name. */
export const chartSchema = (actions: readonly string[]): JsonObject => ({
  chart: {
    ...shape(
      { ...inner, id: key, type: words('compound', 'parallel') },
      ['states'],
      'An XState v5 chart, without invoke and without code.',
    ),
  },
  state: shape({
    ...inner,
    id: key,
    always: ref('transitions'),
    after: { type: 'object', additionalProperties: ref('transitions') },
    entry: ref('actions'),
    exit: ref('actions'),
    onDone: ref('transitions'),
    tags: { if: { type: 'array' }, ...branch(list({ type: 'string' }, 20), { type: 'string' }) },
    history: { enum: ['shallow', 'deep', true] },
    target: { type: 'string' },
    meta: shape({ title: text, step: ref('step'), outcome: words('approved', 'rejected', 'cancelled'), note: text }),
  }),
  transitions: oneOrMany(transition, 'A target, a transition, or several in the order they are tried.'),
  actions: oneOrMany(actionOf(actions), 'An action, or several in their order.'),
  assign,
  step,
});
