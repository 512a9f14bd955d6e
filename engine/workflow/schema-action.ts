import type { JsonObject } from '../core/json.ts';
import { fieldNameSchema } from '../fields/declaration-schema.ts';
import { branch, chosenBy, key, oneOrMany, shape, words } from './schema-words.ts';

/** Words of the vocabulary that nothing carries out yet: a stored release may have them, no new one. */
export const laterActions: readonly string[] = ['apply-change', 'call', 'start-case', 'emit'];

const value: JsonObject = { description: 'A value. { "rule": RULE } may stand for it, or anywhere in it.' };
const values: JsonObject = { type: 'object', propertyNames: fieldNameSchema, additionalProperties: value };
const data: JsonObject = {
  description: 'Values by field, or { "rule": RULE } that gives them.',
  type: 'object',
  additionalProperties: value,
};

const targetWords = words('initiator', 'assignees', 'participants');
const target: JsonObject = {
  description: 'The initiator, who holds the step now, all who took part, or a role, a person, the people of a field.',
  type: ['string', 'object'],
  if: { type: 'object' },
  ...branch(
    {
      type: 'object',
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: false,
      properties: { role: key, person: { type: 'string' }, field: fieldNameSchema },
    },
    targetWords,
  ),
};

const params: { readonly [type: string]: JsonObject } = {
  set: { ...values, description: 'New values of fields of the record; null empties one.' },
  notify: shape(
    { template: key, to: oneOrMany(target, 'Who is told; those who hold the step where nothing is said.') },
    ['template'],
    'Sends a template, as a notice or a mail: the template says which.',
  ),
  'create-record': shape(
    {
      form: key,
      data,
      link: { ...fieldNameSchema, description: 'Field of the record that then links to the new one.' },
    },
    ['form'],
  ),
  'update-record': shape({ form: key, record: value, data }, ['form', 'record', 'data']),
};

/** What a chart may do. */
export const actionWords: readonly string[] = Object.keys(params);

/** The published schema of an action: each type with its params. */
export const actionSchema: JsonObject = {
  type: 'object',
  required: ['type'],
  properties: { type: { enum: [...actionWords] } },
  allOf: chosenBy(
    'type',
    Object.fromEntries(
      Object.entries(params).map(([type, schema]) => [
        type,
        shape({ type: { const: type }, params: schema }, ['type', 'params']),
      ]),
    ),
  ),
};

/** What the parser reads; it then names what is wrong with the params itself. */
export const readableAction: JsonObject = shape(
  { type: words(...actionWords, ...laterActions), params: { type: 'object' } },
  ['type'],
);
