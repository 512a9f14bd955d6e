import type { JsonObject } from '../core/json.ts';
import { commonKeys } from './declaration-schema.ts';
import type { FieldType } from './field-type.ts';
import { fieldTypes } from './registry.ts';

/** JSON Schema of a whole declaration of one type: the keys of all fields and its own. */
export function fieldSchema(kind: FieldType): JsonObject {
  const known = schemas.get(kind.type);
  return known ?? schemaOf(kind);
}

function schemaOf(kind: FieldType): JsonObject {
  return {
    type: 'object',
    required: ['type', ...(kind.declaration.required ?? [])],
    additionalProperties: false,
    properties: { ...commonKeys, ...kind.declaration.properties, type: { const: kind.type } },
  };
}

const schemas = new Map<string, JsonObject>(fieldTypes.map((kind) => [kind.type, schemaOf(kind)]));
