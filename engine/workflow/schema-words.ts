import type { Json, JsonObject } from '../core/json.ts';
import { keySchema } from '../fields/declaration-schema.ts';

/** Parts that the schemas of charts are made of. */

export const ref = (name: string): JsonObject => ({ $ref: `#/$defs/${name}` });
export const text: JsonObject = ref('text');
export const key: JsonObject = keySchema;
export const bool: JsonObject = { type: 'boolean' };
export const list = (items: JsonObject, most = 50): JsonObject => ({ type: 'array', maxItems: most, items });
export const words = (...values: string[]): JsonObject => ({ enum: values });

/** A closed object. */
export function shape(properties: JsonObject, required: string[] = [], description?: string): JsonObject {
  return { ...(description ? { description } : {}), type: 'object', required, additionalProperties: false, properties };
}

// Chosen by type, not by anyOf: an issue then names the fault, instead of every alternative that it is not.
export function oneOrMany(one: JsonObject, description: string): JsonObject {
  return { description, if: { type: 'array' }, ...branch(list(one), one) };
}
export function branch(first: JsonObject, second: JsonObject): JsonObject {
  return Object.fromEntries([['then', first] as [string, Json], ['else', second] as [string, Json]]);
}

/** Members of a union, each a closed object, chosen by the value of `by`. */
export function chosenBy(by: string, members: { [value: string]: JsonObject }): JsonObject[] {
  return Object.entries(members).map(([value, schema]) => ({
    if: { required: [by], properties: { [by]: { const: value } } },
    ...Object.fromEntries([['then', schema]]),
  }));
}

export const peopleScope = (more: JsonObject = {}): JsonObject => shape({ role: key, within: ref('within'), ...more });
