import type { JsonObject } from '../core/json.ts';
import { actionSchema, readableAction } from './schema-action.ts';
import { bool, branch, chosenBy, key, list, oneOrMany, ref, shape, text, words } from './schema-words.ts';
import { publishedStep, readableStep } from './step-properties.ts';

/** The chart's part of the workflow schema: XState's own words, closed, and `meta.step`. */

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
  allOf: chosenBy(
    'by',
    Object.fromEntries(
      Object.entries(assignKinds).map(([by, { keys, required, say }]) => [
        by,
        shape({ by: { const: by }, ...keys }, required, say),
      ]),
    ),
  ),
};

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

// `readable`: a note is shown nowhere; stored releases may have one.
const stateParts = (readable: boolean): JsonObject => ({
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
  meta: shape({
    title: text,
    step: ref('step'),
    outcome: words('approved', 'rejected', 'cancelled'),
    ...(readable && { note: text }),
  }),
});

/** `readable`: also what stored releases may have and no new draft. */
export const chartSchema = ({ readable }: { readable: boolean }): JsonObject => ({
  chart: shape(
    { ...inner, id: key, type: words('compound', 'parallel') },
    ['states'],
    'An XState v5 chart, without invoke and without code.',
  ),
  state: shape(stateParts(readable)),
  transitions: oneOrMany(transition, 'A target, a transition, or several in the order they are tried.'),
  actions: oneOrMany(readable ? readableAction : actionSchema, 'An action, or several in their order.'),
  assign,
  step: readable ? readableStep : publishedStep,
});
