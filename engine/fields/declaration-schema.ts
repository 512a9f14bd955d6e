import type { JsonObject } from '../core/json.ts';
import { FIELD_PATTERN, KEY_PATTERN } from '../core/names.ts';

/** Parts of JSON Schemas that declarations share. */

export const textSchema: JsonObject = {
  description: 'A text for people: one for all, or one for each language.',
  anyOf: [
    { type: 'string', maxLength: 2000 },
    {
      type: 'object',
      properties: { en: { type: 'string', maxLength: 2000 }, 'zh-CN': { type: 'string', maxLength: 2000 } },
      additionalProperties: false,
      minProperties: 1,
    },
  ],
};

export const keySchema: JsonObject = { type: 'string', pattern: KEY_PATTERN.source };
export const fieldNameSchema: JsonObject = { type: 'string', pattern: FIELD_PATTERN.source };
/** Rules have a grammar of their own, which names the faulty place better than a schema can. */
export const ruleSchemaPart: JsonObject = {
  description: 'A rule (JSON-Logic).',
  type: ['object', 'boolean', 'string', 'number'],
};

/** How a value is masked: so many characters stay at each end, or as a name, or nothing stays. */
const maskSchema: JsonObject = {
  description: 'What stays readable for those who see the field masked.',
  anyOf: [
    { enum: ['name', 'all'] },
    {
      type: 'object',
      additionalProperties: false,
      properties: {
        first: { type: 'integer', minimum: 0, maximum: 20 },
        last: { type: 'integer', minimum: 0, maximum: 20 },
      },
    },
  ],
};

/** Keys that every field may have. */
export const commonKeys: JsonObject = {
  type: { type: 'string' },
  title: textSchema,
  help: { ...textSchema, description: 'Shown under the field.' },
  placeholder: { ...textSchema, description: 'Shown in the empty field.' },
  required: { type: 'boolean' },
  readonly: { type: 'boolean' },
  default: {
    description: 'The value of a new record, or { "rule": … } that gives it.',
  },
  unique: { type: 'boolean', description: 'No two records have the same value.' },
  encrypted: { type: 'boolean', description: 'Encrypted where it is stored: found by equality only.' },
  mask: maskSchema,
  personal: { type: 'boolean', description: 'Personal data: kept out of messages, exported and erased by person.' },
  compute: { ...ruleSchemaPart, description: 'A rule that gives the value; people cannot change it then.' },
};
