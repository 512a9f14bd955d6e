// The shapes of request bodies: one declaration gives the check, the static type and the schema in the OpenAPI document.
import {
  type Issue,
  isJsonObject,
  issue,
  isText,
  type Json,
  type JsonObject,
  type Nothing,
  nearest,
  ok,
  own,
  pointer,
  type Result,
  type Text,
  typeOf,
  typeWords,
} from '../../engine/index.ts';

export type Shape<T> = {
  schema: JsonObject;
  optional?: true;
  nullable?: true;
  /** Adds every issue found; answers undefined when there was one. */
  check(value: Json, path: string, issues: Issue[]): T | undefined;
};
export type ShapeOf<S> = S extends Shape<infer T> ? T : never;
/** A key that a body may leave out. */
export type OptionalShape<T> = Shape<T> & { optional: true };

type Keys = { [key: string]: Shape<unknown> };
type Left<S extends Keys> = { [K in keyof S]: S[K] extends OptionalShape<unknown> ? K : never }[keyof S];
/** What a body of these keys holds: those that may be left out are optional keys of the type. */
export type ObjectOf<S extends Keys> = Flat<
  { [K in Exclude<keyof S, Left<S>>]: ShapeOf<S[K]> } & { [K in Left<S>]?: ShapeOf<S[K]> }
>;
type Flat<T> = { [K in keyof T]: T[K] };

/** The typed value, or everything that is wrong with it. */
export function parseShape<T>(shape: Shape<T>, value: Json): Result<T> {
  const issues: Issue[] = [];
  const parsed = shape.check(value, '', issues);
  return issues.length > 0 ? { ok: false, issues } : ok(parsed as T);
}

export function text(limits: { min?: number; max?: number; pattern?: RegExp } = {}): Shape<string> {
  const { min = 0, max = 4_000, pattern } = limits;
  return {
    schema: {
      type: 'string',
      ...(min > 0 && { minLength: min }),
      maxLength: max,
      ...(pattern && { pattern: pattern.source }),
    },
    check(value, path, issues) {
      if (typeof value !== 'string') return wrongType('string', value, path, issues);
      if (value.length < min || value.length > max) {
        issues.push(
          issue('definition/limit', path, { what: { en: 'characters', 'zh-CN': '字符' }, found: value.length, max }),
        );
      } else if (pattern && !pattern.test(value)) {
        issues.push(issue('definition/pattern', path, { found: value.slice(0, 100), pattern: pattern.source }));
      }
      return value;
    },
  };
}

export function oneOf<T extends string>(...allowed: T[]): Shape<T> {
  return {
    schema: { enum: allowed },
    check(value, path, issues) {
      if (allowed.includes(value as T)) return value as T;
      issues.push(issue('definition/value', path, { found: JSON.stringify(value).slice(0, 100), allowed }));
      return undefined;
    },
  };
}

export function whole(limits: { min?: number; max?: number } = {}): Shape<number> {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = limits;
  return {
    schema: { type: 'integer', minimum: min, maximum: max },
    check(value, path, issues) {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return wrongType('integer', value, path, issues);
      if (value < min || value > max) issues.push(issue('definition/range', path, { constraint: `${min}–${max}` }));
      return value;
    },
  };
}

export function flag(): Shape<boolean> {
  return {
    schema: { type: 'boolean' },
    check: (value, path, issues) => (typeof value === 'boolean' ? value : wrongType('boolean', value, path, issues)),
  };
}

/** A text for people: in one language, or in each. */
export function title(max = 200): Shape<Text> {
  return {
    schema: {
      anyOf: [
        { type: 'string' },
        { type: 'object', properties: { en: { type: 'string' }, 'zh-CN': { type: 'string' } } },
      ],
    },
    check(value, path, issues) {
      const usable =
        isText(value) &&
        Object.values(typeof value === 'string' ? [value] : value).every(
          (part) => part.trim() !== '' && part.length <= max,
        );
      return usable ? (value as Text) : wrongType('string', value, path, issues);
    },
  };
}

/** Any JSON object: what it may hold is decided by the engine. */
export function data(): Shape<JsonObject> {
  return {
    schema: { type: 'object' },
    check: (value, path, issues) => (isJsonObject(value) ? value : wrongType('object', value, path, issues)),
  };
}

export function anything(): Shape<Json> {
  return { schema: {}, check: (value) => value };
}

export function listOf<T>(inner: Shape<T>, max = 200): Shape<T[]> {
  return {
    schema: { type: 'array', items: inner.schema, maxItems: max },
    check(value, path, issues) {
      if (!Array.isArray(value)) return wrongType('array', value, path, issues);
      if (value.length > max)
        issues.push(
          issue('definition/limit', path, { what: { en: 'elements', 'zh-CN': '元素' }, found: value.length, max }),
        );
      return value.slice(0, max).map((part, index) => inner.check(part, `${path}/${index}`, issues) as T);
    },
  };
}

/** A map with at most `max` keys of at most 100 characters. */
export function mapOf<T>(inner: Shape<T>, max = 50): Shape<{ [key: string]: T }> {
  return {
    schema: { type: 'object', additionalProperties: inner.schema, maxProperties: max },
    check(value, path, issues) {
      if (!isJsonObject(value)) return wrongType('object', value, path, issues);
      const entries = Object.entries(value);
      if (entries.length > max || entries.some(([key]) => key.length > 100))
        issues.push(
          issue('definition/limit', path, { what: { en: 'keys', 'zh-CN': '键' }, found: entries.length, max }),
        );
      return Object.fromEntries(
        entries.slice(0, max).map(([key, part]) => [key, inner.check(part, path + pointer(key), issues) as T]),
      );
    },
  };
}

export function optional<T>(inner: Shape<T>): OptionalShape<T> {
  return { ...inner, optional: true };
}

/** In a change: `null` takes the value away. */
export function clearable<T>(inner: Shape<T>): OptionalShape<T | null> {
  return {
    schema: { anyOf: [inner.schema, { type: 'null' }] },
    optional: true,
    nullable: true,
    check: (value, path, issues) => (value === null ? null : inner.check(value, path, issues)),
  };
}

/** Exactly these keys: an unknown one is refused, never ignored. */
export function object<S extends Keys>(keys: S): Shape<ObjectOf<S>> {
  const names = Object.keys(keys);
  const required = names.filter((name) => !keys[name]?.optional);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, keys[name]?.schema ?? {}])),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    },
    check(value, path, issues) {
      if (!isJsonObject(value)) return wrongType('object', value, path, issues);
      for (const name of Object.keys(value)) {
        if (own(keys, name)) continue;
        const near = nearest(name, names);
        issues.push(
          issue('definition/unknown-key', `${path}/${name}`, {
            key: name,
            hint: near ? { en: ` (did you mean "${near}"?)`, 'zh-CN': `（是否指“${near}”？）` } : '',
          }),
        );
      }
      const parsed: { [key: string]: unknown } = {};
      for (const name of names) {
        const inner = keys[name] as Shape<unknown>;
        const part = own(value, name);
        if (part !== undefined && !(part === null && inner.optional && !inner.nullable))
          parsed[name] = inner.check(part, `${path}/${name}`, issues);
        else if (!inner.optional) issues.push(issue('definition/required', `${path}/${name}`, { key: name }));
      }
      return parsed as ObjectOf<S>;
    },
  };
}

/** A body without keys. */
export const nothing = object({}) as unknown as Shape<Nothing>;

function wrongType(expected: string, value: Json, path: string, issues: Issue[]): undefined {
  issues.push(issue('definition/type', path, { expected: typeWords(expected), found: typeOf(value) }));
  return undefined;
}
