import type { JsonObject } from '../core/json.ts';
import { datasetFieldTypes } from './dataset.ts';
import { definitionParts, fieldPart, keyPart, rulePart, textPart } from './schema-parts.ts';

/** The published JSON Schema of datasets. */
export const datasetSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Dataset',
  type: 'object',
  required: ['kind', 'key', 'title', 'from', 'fields'],
  additionalProperties: false,
  properties: {
    ...definitionParts('dataset'),
    from: {
      description: 'Records of a form, or the engine’s own rows.',
      anyOf: [
        { enum: ['cases', 'tasks', 'history'] },
        { type: 'object', required: ['form'], additionalProperties: false, properties: { form: keyPart } },
      ],
    },
    filter: { ...rulePart, description: 'Only rows for which this rule over the fields below holds.' },
    fields: {
      type: 'object',
      minProperties: 1,
      maxProperties: 100,
      propertyNames: fieldPart,
      additionalProperties: {
        type: 'object',
        required: ['path'],
        additionalProperties: false,
        properties: {
          path: {
            description: '`data.total`, `data.partner.id`, or a column such as `status` or `createdAt`.',
            type: 'string',
            pattern: '^[a-z][A-Za-z0-9_]{0,47}(\\.[a-z][A-Za-z0-9_]{0,47}){0,4}$',
          },
          type: { enum: [...datasetFieldTypes] },
          title: textPart,
          currency: { type: 'string', pattern: '^[A-Z]{3}$' },
          digits: { type: 'integer', minimum: 0, maximum: 8 },
          options: { ...keyPart, description: 'Option set with the titles of a choice.' },
          label: {
            type: 'string',
            description: 'Where a reference’s text lies: `data.partner.name`.',
            maxLength: 200,
          },
          workflow: { ...keyPart, description: 'Workflow whose states a status names.' },
        },
      },
    },
  },
};
