import type { JsonObject } from '../core/json.ts';
import { fieldNameSchema, keySchema, textSchema } from '../fields/declaration-schema.ts';

export { fieldNameSchema as fieldPart, keySchema as keyPart, textSchema as textPart };

/** A condition on rows. Rules have a grammar of their own, which names the faulty place better than a schema can. */
export const rulePart: JsonObject = { description: 'A rule (JSON-Logic).', type: ['object', 'boolean'] };

/** Keys that every definition has. */
export function definitionParts(kind: string): JsonObject {
  return {
    $schema: { type: 'string' },
    kind: { const: kind },
    key: keySchema,
    title: textSchema,
    description: textSchema,
  };
}
