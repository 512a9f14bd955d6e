import { isJsonObject, type Json, type JsonObject, own } from '../../../engine/index.ts';

/**
 * The schemas that speak about the value at a path of a document (several where branches of `oneOf`, `anyOf`, `allOf` do).
 * `$ref` is followed inside `root` only.
 */
export function schemasAt(root: JsonObject, path: readonly (string | number)[]): JsonObject[] {
  return path.reduce<JsonObject[]>(
    (schemas, segment) => schemas.flatMap((schema) => inner(root, schema, segment)),
    spread(root, root),
  );
}

/** A schema with its references and branches laid open. */
function spread(root: JsonObject, schema: Json | undefined, depth = 0): JsonObject[] {
  if (!isJsonObject(schema) || depth > 16) return [];
  const branches = [schema.oneOf, schema.anyOf, schema.allOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const conditional = [schema.then, schema.else].filter((one) => one !== undefined);
  const referred = typeof schema.$ref === 'string' ? [resolve(root, schema.$ref)] : [];
  return [schema, ...[...branches, ...conditional, ...referred].flatMap((branch) => spread(root, branch, depth + 1))];
}

function resolve(root: JsonObject, ref: string): Json | undefined {
  if (!ref.startsWith('#')) return undefined;
  const segments = ref.slice(1).split('/').filter(Boolean);
  return segments.reduce<Json | undefined>(
    (here, segment) => (isJsonObject(here) ? own(here, segment) : undefined),
    root,
  );
}

function inner(root: JsonObject, schema: JsonObject, segment: string | number): JsonObject[] {
  if (typeof segment === 'number') {
    const { prefixItems, items } = schema;
    const here = Array.isArray(prefixItems) ? prefixItems[segment] : undefined;
    return spread(root, here ?? items);
  }
  const { properties, patternProperties, additionalProperties } = schema;
  const named = isJsonObject(properties) ? own(properties, segment) : undefined;
  if (named !== undefined) return spread(root, named);
  if (isJsonObject(patternProperties)) {
    const matching = Object.entries(patternProperties).filter(([pattern]) => matches(pattern, segment));
    if (matching.length > 0) return matching.flatMap(([, one]) => spread(root, one));
  }
  return spread(root, additionalProperties);
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}

/** Property names that may stand in an object of these schemas, with what is said about each. */
export function propertiesOf(schemas: JsonObject[]): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const { properties } of schemas) {
    if (!isJsonObject(properties)) continue;
    for (const [name, schema] of Object.entries(properties))
      if (isJsonObject(schema) && !found.has(name)) found.set(name, schema);
  }
  return found;
}

/** Values that the schemas name one by one. */
export function valuesOf(schemas: JsonObject[]): Json[] {
  const values = schemas.flatMap((schema) => {
    const listed = Array.isArray(schema.enum) ? schema.enum : [];
    const fixed = schema.const === undefined ? [] : [schema.const];
    const truth = schema.type === 'boolean' ? [true, false] : [];
    return [...listed, ...fixed, ...truth];
  });
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
