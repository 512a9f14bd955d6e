import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import type { Form } from './form.ts';

/** The structure of a record's data, as the compiled validator asks it: shapes and outer limits. What is required is decided at run time. */
export function structureSchema(form: Pick<Form, 'fields'>): JsonObject {
  const properties: JsonObject = {};
  for (const field of Object.values(form.fields)) properties[field.name] = field.kind.schema(field.declaration);
  return { type: 'object', additionalProperties: false, properties };
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
