import type { JsonObject } from '../core/json.ts';
import { buckets } from './buckets.ts';
import { simpleOperations } from './dashboard.ts';
import { periodPresets } from './period.ts';
import { definitionParts, fieldPart, keyPart, rulePart, textPart } from './schema-parts.ts';
import { widgetTypes } from './widgets/registry.ts';

const day: JsonObject = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

const filterSchema: JsonObject = {
  type: 'object',
  required: ['type', 'title'],
  additionalProperties: false,
  properties: {
    type: { enum: ['period', 'choice', 'unit', 'person'] },
    title: textPart,
    default: {
      description: 'A period preset or { from, to }; keys of a choice; `own` or a unit’s id; `me` or a person’s id.',
      anyOf: [
        { enum: [...periodPresets] },
        { type: 'object', additionalProperties: false, properties: { from: day, to: day } },
        { type: 'string', maxLength: 200 },
        { type: 'array', items: { type: 'string', maxLength: 200 }, maxItems: 100 },
      ],
    },
    multiple: { type: 'boolean' },
    options: { ...keyPart, description: 'Option set to choose from; else that of the field it is bound to.' },
    role: { ...keyPart, description: 'Only people with this role.' },
    field: { ...fieldPart, description: 'Bound to this field of every widget’s dataset that has it.' },
  },
};

const dimensionSchema: JsonObject = {
  type: 'object',
  required: ['field'],
  additionalProperties: false,
  properties: {
    key: fieldPart,
    title: textPart,
    field: fieldPart,
    bucket: { enum: [...buckets] },
    ranges: {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      items: {
        type: 'object',
        required: ['key', 'title'],
        additionalProperties: false,
        properties: { key: keyPart, title: textPart, from: { type: 'number' }, to: { type: 'number' } },
      },
    },
    order: { type: 'array', items: { type: 'string', maxLength: 200 }, minItems: 1, maxItems: 200 },
    top: { type: 'integer', minimum: 1, maximum: 100 },
    others: { type: 'boolean' },
  },
};

const partSchema: JsonObject = {
  description: 'A rule (counts the rows for which it holds), or an operation.',
  type: 'object',
};

const measureSchema: JsonObject = {
  type: 'object',
  required: ['op'],
  additionalProperties: false,
  properties: {
    key: { ...fieldPart, description: 'Its name in `sort` and in what the widget answers.' },
    title: textPart,
    op: { enum: [...simpleOperations, 'ratio', 'share'] },
    field: fieldPart,
    filter: { ...rulePart, description: 'Only rows for which this rule holds are measured.' },
    of: partSchema,
    to: partSchema,
    format: {
      type: 'object',
      required: ['kind'],
      additionalProperties: false,
      properties: {
        kind: { enum: ['number', 'money', 'percent'] },
        currency: { type: 'string', pattern: '^[A-Z]{3}$' },
        digits: { type: 'integer', minimum: 0, maximum: 8 },
      },
    },
  },
};

const widgetParts: JsonObject = {
  type: { enum: widgetTypes.map(({ type }) => type) },
  title: textPart,
  dataset: keyPart,
  dimensions: { type: 'array', items: dimensionSchema, maxItems: 3 },
  measures: { type: 'array', items: measureSchema, minItems: 1, maxItems: 8 },
  sort: {
    description: 'Keys of measures and dimensions, `-` for descending.',
    type: 'array',
    items: { type: 'string', pattern: '^-?[a-z][A-Za-z0-9_-]{0,60}$' },
    maxItems: 8,
  },
  limit: { type: 'integer', minimum: 1, maximum: 1_000 },
  filter: rulePart,
  bind: {
    description: 'Filter of the dashboard → field of the dataset that it narrows.',
    type: 'object',
    propertyNames: keyPart,
    additionalProperties: fieldPart,
  },
};

// One object for each type: checking keeps what it has made of a schema beside the schema.
const widgetSchemas = new Map(
  widgetTypes.map(({ type, declaration }): [string, JsonObject] => [
    type,
    {
      type: 'object',
      required: ['type', 'title', 'dataset', 'measures'],
      additionalProperties: false,
      properties: { ...widgetParts, ...declaration },
    },
  ]),
);

/** The schema of one widget of a type: what all have and what only it has. Throws for a type that there is not. */
export function widgetSchema(type: string): JsonObject {
  const schema = widgetSchemas.get(type);
  if (!schema) throw new TypeError(`There is no widget of type ${type}`);
  return schema;
}

/** A dashboard as far as it is the same whatever its widgets are. Each widget is then held to `widgetSchema` of its type. */
export const dashboardFrame: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Dashboard',
  type: 'object',
  required: ['kind', 'key', 'title', 'access', 'widgets', 'layout'],
  additionalProperties: false,
  properties: {
    ...definitionParts('dashboard'),
    access: {
      type: 'object',
      required: ['roles'],
      additionalProperties: false,
      properties: { roles: { type: 'array', items: keyPart, maxItems: 100 } },
    },
    refresh: { description: 'Seconds between automatic refreshes.', type: 'integer', minimum: 10, maximum: 3_600 },
    filters: { type: 'object', propertyNames: keyPart, additionalProperties: filterSchema, maxProperties: 20 },
    widgets: {
      type: 'object',
      propertyNames: keyPart,
      maxProperties: 60,
      additionalProperties: { type: 'object', required: ['type'], properties: { type: { type: 'string' } } },
    },
    layout: {
      type: 'array',
      maxItems: 60,
      items: {
        type: 'object',
        required: ['widget', 'x', 'y', 'w', 'h'],
        additionalProperties: false,
        properties: {
          widget: keyPart,
          x: { type: 'integer', minimum: 0, maximum: 11 },
          y: { type: 'integer', minimum: 0, maximum: 1_000 },
          w: { type: 'integer', minimum: 1, maximum: 12 },
          h: { type: 'integer', minimum: 1, maximum: 100 },
        },
      },
    },
  },
};

/** The published JSON Schema of dashboards, whole: an editor sees the keys of each type of widget. */
export const dashboardSchema: JsonObject = {
  ...dashboardFrame,
  properties: {
    ...(dashboardFrame.properties as JsonObject),
    widgets: {
      type: 'object',
      propertyNames: keyPart,
      maxProperties: 60,
      additionalProperties: {
        type: 'object',
        required: ['type'],
        properties: { type: widgetParts.type ?? {} },
        allOf: widgetTypes.map(({ type }) => ({
          if: { properties: { type: { const: type } }, required: ['type'] },
          then: widgetSchema(type),
        })),
      },
    },
  },
};
