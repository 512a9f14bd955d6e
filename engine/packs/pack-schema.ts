import type { JsonObject } from '../core/json.ts';
import { keySchema, textSchema } from '../fields/declaration-schema.ts';
import { iconNames } from './icon-names.ts';

const schemaWith = (icon: JsonObject): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Pack',
  type: 'object',
  required: ['key', 'title'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    key: keySchema,
    title: textSchema,
    description: textSchema,
    requires: { description: 'Packs whose definitions this one uses.', type: 'array', items: keySchema, maxItems: 20 },
    home: {
      type: 'object',
      additionalProperties: false,
      properties: {
        navigation: {
          description: 'Each leads to one form, dashboard or page. Pages that no entry names follow the entries.',
          type: 'array',
          maxItems: 50,
          items: {
            type: 'object',
            minProperties: 1,
            additionalProperties: false,
            properties: { form: keySchema, dashboard: keySchema, page: keySchema, title: textSchema, icon },
          },
        },
        quickActions: {
          type: 'array',
          maxItems: 20,
          items: {
            type: 'object',
            required: ['form'],
            additionalProperties: false,
            properties: { form: keySchema, title: textSchema, icon },
          },
        },
      },
    },
  },
});

/** The published JSON Schema of pack.json. */
export const packSchema: JsonObject = schemaWith({ enum: [...iconNames] });
/** What the parser reads: stored releases may name a sign that there is not, which is then drawn as the general one. */
export const readablePackSchema: JsonObject = schemaWith({ type: 'string', maxLength: 48 });
