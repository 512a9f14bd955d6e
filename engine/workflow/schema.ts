import type { JsonObject } from '../core/json.ts';
import { keySchema, ruleSchemaPart, textSchema } from '../fields/declaration-schema.ts';
import { chartSchema, within } from './schema-chart.ts';

const role = keySchema;

/** Reasons for which a task approves itself; stored releases may have `initiator` as well. */
const reasons: readonly string[] = ['earlier', 'adjacent'];

const schemaOf = (which: { readable: boolean }): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Workflow',
  type: 'object',
  required: ['kind', 'key', 'title', 'form', 'start', 'chart'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    kind: { const: 'workflow' },
    key: keySchema,
    title: textSchema,
    description: textSchema,
    form: { ...keySchema, description: 'Key of the form whose records the cases are about.' },
    start: {
      description: 'When a case begins, and who may begin one.',
      type: 'object',
      required: ['on', 'roles'],
      additionalProperties: false,
      properties: { on: { const: 'create' }, roles: { type: 'array', minItems: 1, items: role } },
    },
    no: { type: 'string', maxLength: 100, description: 'Pattern of case numbers: LC{yyyyMM}-{seq:6}.' },
    summary: { type: 'array', maxItems: 12, items: { type: 'string' }, description: 'Fields shown in task lists.' },
    withdraw: {
      description: 'How long the initiator may take the request back.',
      type: ['string', 'object'],
      if: { type: 'object' },
      then: { required: ['until'], additionalProperties: false, properties: { until: { type: 'string' } } },
      else: { enum: ['never', 'untouched', 'always'] },
    },
    auto: {
      description: 'When a task approves itself: its holder approved earlier, or just before.',
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        [...(which.readable ? ['initiator'] : []), ...reasons].map((reason) => [reason, { type: 'boolean' }]),
      ),
    },
    admin: { ...role, description: 'Role that gets what nobody else can be found for.' },
    events: {
      description: 'Events that come from outside, and who may send them.',
      type: 'object',
      propertyNames: keySchema,
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        ...(which.readable ? {} : { required: ['roles'] }),
        properties: {
          title: textSchema,
          roles: { type: 'array', items: role, ...(which.readable ? {} : { minItems: 1 }) },
        },
      },
    },
    chart: { $ref: '#/$defs/chart' },
  },
  $defs: {
    ...chartSchema(which),
    rule: ruleSchemaPart,
    text: textSchema,
    key: keySchema,
    within,
  },
});

/** JSON Schema 2020-12 of the kind `workflow`, for editors and documentation. */
export const workflowSchema: JsonObject = schemaOf({ readable: false });
/** What the parser reads: also what stored releases may have. `checkWorkflow` refuses it in a new one. */
export const readableWorkflowSchema: JsonObject = schemaOf({ readable: true });
