import { accessSchema } from '../access/index.ts';
import type { JsonObject } from '../core/json.ts';
import { fieldNameSchema, keySchema, textSchema } from '../fields/declaration-schema.ts';
import { fieldSchema, fieldTypes } from '../fields/index.ts';
import { ruleSchema } from '../rules/index.ts';
import { afterApprovalSchema } from './after-approval.ts';

const pathSchema: JsonObject = {
  type: 'string',
  pattern: '^[a-z][A-Za-z0-9_]{0,47}(\\.[a-z][A-Za-z0-9_]{0,47}){0,2}$',
};
const paths = (most: number, least = 1): JsonObject => ({
  type: 'array',
  minItems: least,
  maxItems: most,
  items: pathSchema,
});
const anything: JsonObject = {};

const effect: JsonObject = {
  type: 'object',
  minProperties: 1,
  additionalProperties: false,
  properties: {
    visible: {
      type: 'boolean',
      description: 'true: shown only while this or another such rule holds; false: hidden while it holds.',
    },
    required: { type: 'boolean' },
    readonly: { type: 'boolean' },
    options: {
      type: 'array',
      minItems: 1,
      maxItems: 200,
      items: { type: 'string', maxLength: 64 },
      description: 'The only options left.',
    },
    onHide: {
      enum: ['clear', 'keep'],
      description: 'Whether the value goes when the field is hidden; clear where nothing is said.',
    },
  },
};

const layout: JsonObject = {
  type: 'array',
  maxItems: 50,
  items: {
    type: 'object',
    required: ['fields'],
    additionalProperties: false,
    properties: {
      section: {
        type: 'object',
        additionalProperties: false,
        properties: {
          title: textSchema,
          help: textSchema,
          columns: { enum: [1, 2, 3, 4], description: '1 where nothing is said.' },
          collapse: {
            enum: ['never', 'open', 'closed'],
            description: 'Whether the section can be folded, and how it begins.',
          },
        },
      },
      fields: { type: 'array', maxItems: 200, items: fieldNameSchema },
    },
  },
};

const record: JsonObject = {
  type: 'object',
  additionalProperties: false,
  properties: {
    display: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description: 'The record in one line: {{no}} {{partner.name}}.',
    },
    unique: { type: 'array', maxItems: 10, items: paths(5), description: 'Fields whose values together occur once.' },
    search: { ...paths(20, 0), description: 'Fields whose text a search finds.' },
    index: {
      type: 'array',
      maxItems: 20,
      items: paths(5),
      description: 'Fields that lists filter and sort by together.',
    },
  },
};

function shape(parts: { field: JsonObject; access: JsonObject; rule: JsonObject }): JsonObject {
  const keyed = (schema: JsonObject, most: number): JsonObject => ({
    type: 'object',
    maxProperties: most,
    propertyNames: keySchema,
    additionalProperties: schema,
  });
  return {
    type: 'object',
    required: ['kind', 'key', 'title', 'fields'],
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      kind: { const: 'form' },
      key: keySchema,
      title: textSchema,
      description: textSchema,
      afterApproval: afterApprovalSchema,
      fields: {
        type: 'object',
        minProperties: 1,
        maxProperties: 300,
        propertyNames: fieldNameSchema,
        additionalProperties: parts.field,
      },
      rules: keyed(
        {
          type: 'object',
          required: ['when', 'then'],
          additionalProperties: false,
          properties: {
            when: parts.rule,
            then: {
              type: 'object',
              minProperties: 1,
              maxProperties: 100,
              propertyNames: pathSchema,
              additionalProperties: effect,
            },
          },
        },
        100,
      ),
      checks: keyed(
        {
          type: 'object',
          required: ['fail', 'message'],
          additionalProperties: false,
          properties: {
            fail: parts.rule,
            path: {
              type: 'string',
              maxLength: 200,
              description: 'Pointer to the field that is at fault: /amount, /items/*/cost for each row.',
            },
            message: textSchema,
            level: { enum: ['error', 'warning'] },
          },
        },
        100,
      ),
      layout,
      record,
      views: keyed(
        {
          type: 'object',
          required: ['type', 'columns'],
          additionalProperties: false,
          properties: {
            type: { enum: ['table'] },
            title: textSchema,
            columns: paths(50),
            filter: parts.rule,
            sort: {
              type: 'array',
              maxItems: 5,
              items: { type: 'string', pattern: `^-?${(pathSchema.pattern as string).slice(1)}` },
            },
          },
        },
        30,
      ),
      access: parts.access,
    },
  };
}

/** What `parseForm` asks of the whole; fields, rules and rights have parsers of their own, which say more. */
export const formShape: JsonObject = shape({ field: anything, access: anything, rule: anything });

/** The published JSON Schema of forms: completion and documentation for editors. */
export const formSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Form',
  ...shape({ field: { $ref: '#/$defs/field' }, access: accessSchema, rule: { $ref: '#/$defs/rule' } }),
  $defs: {
    ...ruleSchema.$defs,
    field: {
      type: 'object',
      required: ['type'],
      properties: { type: { enum: fieldTypes.map(({ type }) => type) } },
      allOf: fieldTypes.map(({ type }) => ({
        if: { properties: { type: { const: type } }, required: ['type'] },
        then: { $ref: `#/$defs/${type}` },
      })),
    },
    ...Object.fromEntries(fieldTypes.map((kind) => [kind.type, editorSchema(kind.type)])),
  },
};

// In the whole schema, rules and columns have schemas; a field by itself leaves them to their parsers.
function editorSchema(type: string): JsonObject {
  const kind = fieldTypes.find((known) => known.type === type);
  if (!kind) return {};
  const schema = fieldSchema(kind);
  const properties = { ...(schema.properties as { [key: string]: JsonObject }) };
  for (const key of ['compute', 'filter']) {
    if (properties[key]) properties[key] = { description: properties[key].description ?? '', $ref: '#/$defs/rule' };
  }
  for (const key of kind.without ?? []) delete properties[key];
  if (kind.shape === 'rows')
    properties.fields = { ...properties.fields, additionalProperties: { $ref: '#/$defs/field' } };
  return { ...schema, properties };
}
