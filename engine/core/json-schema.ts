import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import { type Issue, issue } from './issue.ts';
import { isJsonObject, type Json, type JsonObject, own } from './json.ts';
import { didYouMean, isPrototypeName } from './names.ts';
import { type JsonPointer, pointer, valueAt } from './pointer.ts';
import type { Text } from './text.ts';
import { typeOf, typeWords } from './type-names.ts';

/** A JSON Schema (draft 2020-12) as data; `$ref` only to `#/…` of the same schema. */
export type JsonSchema = JsonObject;

const validators = new WeakMap<JsonSchema, Validator>();

/**
 * Whether a definition has the shape of a schema: every fault, precisely placed, with a hint where a key is misspelt.
 * The schema is interpreted: no code is generated, in the server or in the browser. `path` goes before each issue's path.
 */
export function matchSchema(schema: JsonSchema, json: unknown, path: JsonPointer = ''): Issue[] {
  const forbidden = forbiddenKeys(json, path);
  if (forbidden.length > 0) return forbidden;
  if (json === undefined)
    return [issue('definition/type', path, { expected: typeWords(schema.type), found: typeOf(json) })];
  let validator = validators.get(schema);
  if (!validator) {
    // A copy: the library leaves marks in the schema that it is given.
    validator = new Validator(JSON.parse(JSON.stringify(schema)) as Schema, '2020-12', false);
    validators.set(schema, validator);
  }
  const { valid, errors } = validator.validate(json);
  return valid ? [] : new Reporter(schema, json as Json, path).issues(errors);
}

function forbiddenKeys(json: unknown, path: JsonPointer): Issue[] {
  const found: Issue[] = [];
  const open: { value: unknown; at: JsonPointer }[] = [{ value: json, at: path }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, at } = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, part] of Object.entries(value)) {
      const place = at + pointer(key);
      if (!Array.isArray(value) && isPrototypeName(key)) found.push(issue('json/forbidden-key', place, { key }));
      open.push({ value: part, at: place });
    }
  }
  return found;
}

// A fault of the library, read back into terms of the schema. Keywords that only pass on faults of their parts say nothing.
type Fault = {
  keyword: string;
  schema: Json | undefined;
  parent: JsonSchema;
  at: JsonPointer;
  location: string;
  error: string;
};

const passing = new Set([
  '$ref',
  'allOf',
  'if',
  'properties',
  'patternProperties',
  'items',
  'prefixItems',
  'dependentSchemas',
]);
const choosing = new Set(['anyOf', 'oneOf']);

class Reporter {
  private readonly schema: JsonSchema;
  private readonly json: Json;
  private readonly path: JsonPointer;

  constructor(schema: JsonSchema, json: Json, path: JsonPointer) {
    this.schema = schema;
    this.json = json;
    this.path = path;
  }

  issues(errors: OutputUnit[]): Issue[] {
    const found: Issue[] = [];
    const seen = new Set<string>();
    for (const each of this.read(errors)) {
      const key = JSON.stringify([each.code, each.path, each.params]);
      if (!seen.has(key)) found.push(each);
      seen.add(key);
    }
    return found;
  }

  private read(errors: OutputUnit[]): Issue[] {
    const found: Issue[] = [];
    for (let index = 0; index < errors.length; index++) {
      const error = errors[index] as OutputUnit;
      if (choosing.has(error.keyword)) {
        const inside = insideOf(error, errors, index + 1);
        found.push(...this.chosen(error, inside));
        index += inside.length;
      } else if (error.keyword === 'propertyNames') {
        const inside = insideOf(error, errors, index + 1);
        const key = keyIn(error.error);
        found.push(issue('definition/name', this.placeOf(error) + pointer(key), { name: key }));
        index += inside.length;
      } else if (error.keyword === 'additionalProperties' || error.keyword === 'unevaluatedProperties') {
        const key = keyIn(error.error);
        const fault = this.fault(error);
        if (fault.schema === false) {
          found.push(this.unknownKey(key, fault));
          index++;
        }
      } else if (!passing.has(error.keyword)) found.push(this.leaf(this.fault(error)));
    }
    return found;
  }

  // Of several shapes, the one that was meant: told by its kind, else by how far it fits.
  private chosen(error: OutputUnit, inside: OutputUnit[]): Issue[] {
    const branches = new Map<string, OutputUnit[]>();
    for (const each of inside) {
      const branch = each.keywordLocation.slice(error.keywordLocation.length + 1).split('/')[0] ?? '';
      branches.set(branch, [...(branches.get(branch) ?? []), each]);
    }
    const here = this.placeOf(error);
    const told = [...branches.values()].map((errors) => {
      const issues = this.read(errors);
      const isOther = issues.some((each) => isDiscriminating(each, here));
      return { issues, isOther };
    });
    if (told.length === 0) return [issue('definition/invalid', here, { reason: error.error })];
    const meant = told.filter(({ isOther }) => !isOther);
    const [first, ...rest] = meant.length > 0 ? meant : told;
    if (meant.length === 0 && rest.length > 0)
      return mergeAlternatives(
        told.map(({ issues }) => issues),
        here,
      );
    return (
      [first, ...rest].reduce((best, next) => ((next?.issues.length ?? 0) < (best?.issues.length ?? 0) ? next : best))
        ?.issues ?? []
    );
  }

  private fault(error: OutputUnit): Fault {
    const { keyword, keywordLocation } = error;
    const parent = this.schemaAt(keywordLocation.slice(0, keywordLocation.lastIndexOf('/')));
    return {
      keyword,
      schema: own(parent, keyword),
      parent,
      at: this.placeOf(error),
      location: keywordLocation,
      error: error.error,
    };
  }

  private placeOf(error: OutputUnit): JsonPointer {
    return this.path + decoded(error.instanceLocation);
  }

  // Where the library says it was in the schema, through the references on the way.
  private schemaAt(location: string): JsonSchema {
    let here: Json = this.schema;
    for (const segment of decoded(location).split('/').slice(1)) {
      const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
      const next: Json | undefined = isJsonObject(here)
        ? own(here, name)
        : Array.isArray(here)
          ? here[Number(name)]
          : undefined;
      if (name === '$ref' && typeof next === 'string')
        here = valueAt(this.schema, decodeURIComponent(next.slice(1))) ?? {};
      else here = next ?? {};
    }
    return isJsonObject(here) ? here : {};
  }

  private unknownKey(key: string, fault: Fault): Issue {
    const known = isJsonObject(fault.parent.properties) ? Object.keys(fault.parent.properties) : [];
    const holder = valueAt(this.json, fault.at.slice(this.path.length));
    const free = known.filter((name) => !isJsonObject(holder) || own(holder, name) === undefined);
    return issue('definition/unknown-key', fault.at + pointer(key), { key, hint: didYouMean(key, free) });
  }

  private leaf({ keyword, schema, at, error }: Fault): Issue {
    const value = valueAt(this.json, at.slice(this.path.length));
    switch (keyword) {
      case 'type':
        return issue('definition/type', at, { expected: typeWords(schema), found: typeOf(value) });
      case 'required':
        return issue('definition/required', at, { key: keyIn(error) });
      case 'enum':
        return issue('definition/value', at, {
          found: shown(value),
          allowed: Array.isArray(schema) ? schema.map(shown) : [],
        });
      case 'const':
        return issue('definition/value', at, { found: shown(value), allowed: [shown(schema)] });
      case 'pattern':
        return issue('definition/pattern', at, { found: shown(value), pattern: shown(schema) });
      default:
        return range(keyword, schema, at) ?? issue('definition/invalid', at, { reason: error });
    }
  }
}

// The faults inside a keyword follow it directly and lie below it in the schema.
function insideOf(error: OutputUnit, errors: OutputUnit[], from: number): OutputUnit[] {
  const within = `${error.keywordLocation}/`;
  let end = from;
  // The library places a "false schema" fault by the data instead; it belongs to the keyword before it.
  while (end < errors.length && (errors[end]?.keywordLocation.startsWith(within) || errors[end]?.keyword === 'false'))
    end++;
  return errors.slice(from, end);
}

// A wrong type here, or a wrong constant in a key right below: another shape was meant.
function isDiscriminating(found: Issue, here: JsonPointer): boolean {
  const isBelow = found.path.startsWith(`${here}/`) && !found.path.slice(here.length + 1).includes('/');
  if (found.code === 'definition/type') return found.path === here;
  return found.code === 'definition/value' && (found.path === here || isBelow);
}

// No shape was meant: what all of them would have accepted at the place where they differ.
function mergeAlternatives(branches: Issue[][], here: JsonPointer): Issue[] {
  const telling = branches.flatMap((issues) => issues.filter((each) => isDiscriminating(each, here)).slice(0, 1));
  const deepest = telling.reduce((a, b) => (b.path.length > a.path.length ? b : a), telling[0] as Issue);
  const alike = telling.filter((each) => each.code === deepest.code && each.path === deepest.path);
  const key = deepest.code === 'definition/type' ? 'expected' : 'allowed';
  const all = alike.flatMap((each) => each.params[key] ?? []);
  const unique = [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
  return [{ ...deepest, params: { ...deepest.params, [key]: unique } }];
}

function keyIn(error: string): string {
  return /"([\s\S]*)"/.exec(error)?.[1] ?? '';
}

function decoded(location: string): JsonPointer {
  return decodeURIComponent(location.replace(/^#/, ''));
}

function shown(value: Json | undefined): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

const ranges: { [keyword: string]: (limit: string) => Text } = {
  minimum: (limit) => ({ en: `at least ${limit}`, 'zh-CN': `不小于 ${limit}` }),
  maximum: (limit) => ({ en: `at most ${limit}`, 'zh-CN': `不大于 ${limit}` }),
  exclusiveMinimum: (limit) => ({ en: `more than ${limit}`, 'zh-CN': `大于 ${limit}` }),
  exclusiveMaximum: (limit) => ({ en: `less than ${limit}`, 'zh-CN': `小于 ${limit}` }),
  multipleOf: (limit) => ({ en: `a multiple of ${limit}`, 'zh-CN': `为 ${limit} 的倍数` }),
  minLength: (limit) => ({ en: `at least ${limit} characters`, 'zh-CN': `至少 ${limit} 个字符` }),
  maxLength: (limit) => ({ en: `at most ${limit} characters`, 'zh-CN': `最多 ${limit} 个字符` }),
  minItems: (limit) => ({ en: `a list of at least ${limit}`, 'zh-CN': `至少有 ${limit} 项` }),
  maxItems: (limit) => ({ en: `a list of at most ${limit}`, 'zh-CN': `最多有 ${limit} 项` }),
  minProperties: (limit) => ({ en: `an object of at least ${limit} keys`, 'zh-CN': `至少有 ${limit} 个键` }),
  maxProperties: (limit) => ({ en: `an object of at most ${limit} keys`, 'zh-CN': `最多有 ${limit} 个键` }),
  uniqueItems: () => ({ en: 'a list without repetition', 'zh-CN': '没有重复项' }),
};

function range(keyword: string, limit: Json | undefined, at: JsonPointer): Issue | undefined {
  const words = own(ranges, keyword);
  return words && issue('definition/range', at, { constraint: words(String(limit)) as Json });
}
