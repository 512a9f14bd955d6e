// Requests made from the API's own description, most of them nearly right: for each operation its parameters and body by their
// schemas, with something wrong in it here and there.
import type { Json, JsonObject } from '../../../engine/index.ts';

export type Chance = { below(count: number): number; pick<T>(list: readonly T[]): T; happens(share: number): boolean };
export type Operation = { method: string; path: string; parameters: Parameter[]; body?: JsonObject };
type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean };
export type Attempt = { method: string; path: string; headers: { [name: string]: string }; body?: string };

/** Always the same numbers for the same seed. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return { below, pick: (list) => list[below(list.length)] as never, happens: (share) => next() < share };
}

export function operationsOf(api: JsonObject): Operation[] {
  const found: Operation[] = [];
  for (const [path, item] of Object.entries(api.paths as { [path: string]: { [method: string]: JsonObject } })) {
    for (const [method, operation] of Object.entries(item)) {
      const content = (operation.requestBody as JsonObject | undefined)?.content as JsonObject | undefined;
      if (content?.['multipart/form-data']) continue;
      const json = content?.['application/json'] as JsonObject | undefined;
      found.push({
        method: method.toUpperCase(),
        path,
        parameters: (operation.parameters ?? []) as Parameter[],
        ...(json && { body: json.schema as JsonObject }),
      });
    }
  }
  return found;
}

const odd: Json[] = [
  null,
  true,
  0,
  -1,
  1e308,
  0.1,
  2 ** 53,
  '',
  ' ',
  '0',
  '１００',
  'x'.repeat(5_000),
  '\u0000',
  '\ud800',
  '‮',
  '../../etc/passwd',
  "x') or 1=1 --",
  '{{constructor.constructor}}',
  '$where',
  '__proto__',
  'constructor',
  [],
  {},
  [[]],
  { $ne: null },
  { $gt: '' },
  { constructor_: {} },
  { var: 'amount' },
];

export function attemptOn(operation: Operation, api: JsonObject, known: string[], chance: Chance): Attempt {
  const { method, parameters } = operation;
  let path = operation.path;
  const query = new URLSearchParams();
  const headers: Attempt['headers'] = {};
  for (const { name, in: where, required } of parameters) {
    if (!required && where !== 'path' && chance.happens(0.5)) continue;
    const value = textFor(name, known, chance);
    if (where === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value.slice(0, 300)) || 'x');
    else if (where === 'query') query.append(name, value);
    else headers[name] = headerFor(name, chance);
  }
  path = path.replace(/\{\w+\}/g, () => encodeURIComponent(textFor('id', known, chance).slice(0, 300)) || 'x');
  if (['PUT', 'PATCH', 'DELETE'].includes(method) && chance.happens(0.8))
    headers['If-Match'] = chance.pick(['1', '"1"', '0', '2', '-1', 'x']);
  const search = query.size > 0 ? `?${query}` : '';
  if (!operation.body) return { method, path: path + search, headers };
  headers['Content-Type'] = chance.happens(0.97) ? 'application/json' : chance.pick(['text/plain', 'application/xml']);
  const json = JSON.stringify(valueFor(operation.body, api, known, chance, 0));
  return { method, path: path + search, headers, body: chance.happens(0.95) ? json : spoilt(json, chance) };
}

function textFor(name: string, known: string[], chance: Chance): string {
  if (name === 'page' || name === 'size') return chance.pick(['1', '2', '200', '0', '-1', '1e9', 'x', '']);
  if (chance.happens(0.7)) return chance.pick(known);
  const value = chance.pick(odd);
  return typeof value === 'string' ? value.replace(/[\ud800-\udfff]/g, '') : JSON.stringify(value);
}

function headerFor(name: string, chance: Chance): string {
  if (/idempotency/i.test(name)) return chance.happens(0.95) ? `k${chance.below(1e9)}` : 'a key with spaces';
  return chance.pick(['1', '0', 'x']);
}

function spoilt(json: string, chance: Chance): string {
  return chance.pick([
    json.slice(0, -1),
    `${json}${json}`,
    json.replace('{', '{"__proto__":{},'),
    json.replace('{', '{"a":1,"a":2,'),
    '['.repeat(100),
    'null',
    '"text"',
    '[]',
  ]);
}

function valueFor(schema: JsonObject, api: JsonObject, known: string[], chance: Chance, depth: number): Json {
  if (chance.happens(0.06)) return chance.pick(odd);
  const {
    $ref,
    enum: allowed,
    anyOf,
    type,
  } = schema as { $ref?: string; enum?: Json[]; anyOf?: JsonObject[]; type?: string };
  if ($ref !== undefined) {
    const parts = $ref.replace('#/', '').split('/');
    return valueFor(
      parts.reduce<JsonObject>((at, part) => at[part] as JsonObject, api),
      api,
      known,
      chance,
      depth,
    );
  }
  if (allowed) return chance.pick(allowed);
  if (anyOf) return valueFor(chance.pick(anyOf), api, known, chance, depth);
  switch (type) {
    case 'object':
      return objectFor(schema, api, known, chance, depth);
    case 'array':
      return Array.from({ length: chance.below(4) }, () =>
        valueFor((schema.items ?? {}) as JsonObject, api, known, chance, depth + 1),
      );
    case 'integer':
    case 'number':
      return chance.pick([0, 1, 2, 100, 100_000, 5_000_001, -1, 1.5]);
    case 'boolean':
      return chance.happens(0.5);
    case 'string':
      return chance.happens(0.6)
        ? chance.pick(known)
        : chance.pick(['goods', 'a', '2026-11-01', '6222021001112223372', 'text']);
    default:
      return depth > 3 ? 1 : chance.pick(odd);
  }
}

function objectFor(schema: JsonObject, api: JsonObject, known: string[], chance: Chance, depth: number): JsonObject {
  const required = (schema.required ?? []) as string[];
  const made: JsonObject = {};
  for (const [name, part] of Object.entries((schema.properties ?? {}) as { [name: string]: JsonObject })) {
    if (required.includes(name) ? chance.happens(0.97) : chance.happens(0.5))
      made[name] = valueFor(part, api, known, chance, depth + 1);
  }
  if (chance.happens(0.08)) made[chance.pick(['extra', '$set', 'tenant', 'role', 'id'])] = chance.pick(odd);
  return made;
}
