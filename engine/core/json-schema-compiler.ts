// The one importer of AJV's compiler. It generates code, so only the compile process and tests import this file:
// neither the running server nor the browser does.
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { isJsonObject, type Json } from './json.ts';
import type { JsonSchema } from './json-schema.ts';

/** What a structure schema may be made of: structure alone. Patterns, formats and references are checked elsewhere. */
const allowed = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'title',
  'description',
]);
const limits = { chars: 256 * 1024, depth: 20, properties: 500, enum: 500 };

/**
 * Source of a CommonJS module whose export (`module.exports`, and `module.exports.default`) validates the structure; it
 * imports nothing and generates nothing. Throws a TypeError for a schema outside the dialect or its limits: what a form
 * declares has been checked before, so such a schema is a mistake of the program.
 */
export function compileStructure(schema: JsonSchema): string {
  const size = JSON.stringify(schema).length;
  if (size > limits.chars) throw new TypeError(`Structure schema too large: ${size} characters`);
  expectDialect(schema, '', 1, { properties: 0 });
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allErrors: true,
    ownProperties: true,
    coerceTypes: false,
    useDefaults: false,
    unicode: false,
    logger: false,
    meta: false,
    validateSchema: false,
    code: { source: true, esm: false, lines: false },
  });
  const source = standaloneCode(ajv, ajv.compile(schema));
  if (/\brequire\s*\(/.test(source)) throw new TypeError('Compiled structure would import something');
  return source;
}

// The module's CommonJS default export comes wrapped or not, depending on who loads it.
const standaloneCode = ('default' in standalone ? standalone.default : standalone) as (
  ajv: Ajv2020,
  compiled: unknown,
) => string;

function expectDialect(schema: Json | undefined, at: string, depth: number, count: { properties: number }): void {
  if (typeof schema === 'boolean') return;
  if (!isJsonObject(schema)) throw new TypeError(`Structure schema: no schema at "${at}"`);
  if (depth > limits.depth) throw new TypeError(`Structure schema: nested too deeply at "${at}"`);
  for (const keyword of Object.keys(schema)) {
    if (!allowed.has(keyword)) throw new TypeError(`Structure schema: "${keyword}" at "${at}" is not structure`);
  }
  if (Array.isArray(schema.enum) && schema.enum.length > limits.enum)
    throw new TypeError(`Structure schema: too many values at "${at}/enum"`);
  for (const value of [schema.const, ...(Array.isArray(schema.enum) ? schema.enum : [])]) {
    if (typeof value === 'object' && value !== null)
      throw new TypeError(`Structure schema: only plain values at "${at}"`);
  }
  if (schema.items !== undefined) expectDialect(schema.items, `${at}/items`, depth + 1, count);
  if (schema.additionalProperties !== undefined)
    expectDialect(schema.additionalProperties, `${at}/additionalProperties`, depth + 1, count);
  if (schema.properties === undefined) return;
  if (!isJsonObject(schema.properties)) throw new TypeError(`Structure schema: no properties at "${at}"`);
  for (const [name, part] of Object.entries(schema.properties)) {
    if (++count.properties > limits.properties)
      throw new TypeError(`Structure schema: more than ${limits.properties} properties`);
    expectDialect(part, `${at}/properties/${name}`, depth + 1, count);
  }
}
