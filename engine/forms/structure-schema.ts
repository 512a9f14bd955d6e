import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import type { Form } from './form.ts';

/**
 * The structure of a record's data, as the compiled validator asks it: shapes and outer limits. What is required is decided at
 * run time. With `seen`, of the fields, columns and carried parts that the reader knows of.
 */
export function structureSchema(form: Pick<Form, 'fields'>, seen?: (path: string) => boolean): JsonObject {
  const properties: JsonObject = {};
  for (const field of Object.values(form.fields)) {
    if (seen && !seen(field.name)) continue;
    const schema = field.kind.schema(field.declaration);
    properties[field.name] = seen ? cutParts(schema, field.name, seen) : schema;
  }
  return { type: 'object', additionalProperties: false, properties };
}

function cutParts(schema: JsonObject, path: string, seen: (path: string) => boolean): JsonObject {
  const { properties, items } = schema;
  if (isJsonObject(items)) return { ...schema, items: cutParts(items, path, seen) };
  if (!isJsonObject(properties)) return schema;
  const kept = Object.entries(properties).filter(([name]) => seen(`${path}.${name}`));
  return { ...schema, properties: Object.fromEntries(kept) };
}

/** How many properties that names, at any depth. */
export function structureSize(form: Pick<Form, 'fields'>): number {
  return countIn(structureSchema(form));
}

function countIn(schema: Json | undefined): number {
  if (!isJsonObject(schema)) return 0;
  const inner = isJsonObject(schema.properties) ? Object.values(schema.properties) : [];
  return inner.length + inner.reduce<number>((sum, part) => sum + countIn(part), 0) + countIn(schema.items);
}
