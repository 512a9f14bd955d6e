import { type Issue, type IssueCode, issue } from './issue.ts';
import type { Json, JsonObject } from './json.ts';
import { isPrototypeName } from './names.ts';
import { pointer } from './pointer.ts';
import { fail, ok, type Result } from './result.ts';

/** What a JSON text may be at most: UTF-8 bytes, levels of nesting, keys of all objects together. */
export type JsonLimits = { bytes: number; depth: number; keys: number };

/** Bodies of requests. */
export const requestLimits: JsonLimits = { bytes: 256 * 1024, depth: 32, keys: 2_000 };
/** One definition: a chart nests deeper and has more keys than form data. */
export const definitionLimits: JsonLimits = { bytes: 256 * 1024, depth: 64, keys: 10_000 };

/**
 * JSON as RFC 8259 has it and no more: a key that appears twice or that means something on `Object.prototype`, nesting,
 * keys and size past the limits, numbers past what a double holds and broken surrogate pairs are issues that point at the
 * place in the document. One pass over the text; nesting is bounded by `limits.depth`.
 */
export function parseStrictJson(text: string, limits: JsonLimits = requestLimits): Result<Json> {
  if (exceedsBytes(text, limits.bytes)) return fail(issue('json/too-large', '', { max: limits.bytes }));
  try {
    return ok(new Reader(text, limits).document());
  } catch (stopped) {
    if (stopped instanceof Stop) return fail(stopped.issue);
    throw stopped;
  }
}

function exceedsBytes(text: string, max: number): boolean {
  if (text.length > max) return true;
  if (text.length * 3 <= max) return false;
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // A surrogate pair is two units and four bytes: each unit counts two.
    if (unit > 0x7f) bytes += unit <= 0x7ff || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes > max;
}

class Stop {
  readonly issue: Issue;
  constructor(found: Issue) {
    this.issue = found;
  }
}

const QUOTE = 34;
const BACKSLASH = 92;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const words: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

class Reader {
  private at = 0;
  private keys = 0;
  private readonly path: (string | number)[] = [];
  private readonly text: string;
  private readonly limits: JsonLimits;

  constructor(text: string, limits: JsonLimits) {
    this.text = text;
    this.limits = limits;
  }

  document(): Json {
    const value = this.value(0);
    if (this.skip() !== undefined) this.unexpected();
    return value;
  }

  private value(depth: number): Json {
    const next = this.skip();
    if (next === '{') return this.object(depth + 1);
    if (next === '[') return this.array(depth + 1);
    if (next === '"') return this.string();
    for (const [word, value] of words) {
      if (next === word[0] && this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  private object(depth: number): Json {
    this.enter(depth);
    const entries: JsonObject = {};
    if (this.skip() === '}') return this.leave(entries);
    for (;;) {
      if (this.skip() !== '"') this.unexpected();
      const key = this.string();
      if (++this.keys > this.limits.keys) this.stop('json/too-many-keys', { max: this.limits.keys });
      this.path.push(key);
      if (isPrototypeName(key)) this.stop('json/forbidden-key', { key });
      if (Object.hasOwn(entries, key)) this.stop('json/duplicate-key', { key });
      if (this.skip() !== ':') this.unexpected();
      this.at++;
      entries[key] = this.value(depth);
      this.path.pop();
      const after = this.skip();
      if (after === '}') return this.leave(entries);
      if (after !== ',') this.unexpected();
      this.at++;
    }
  }

  private array(depth: number): Json {
    this.enter(depth);
    const items: Json[] = [];
    if (this.skip() === ']') return this.leave(items);
    for (;;) {
      this.path.push(items.length);
      items.push(this.value(depth));
      this.path.pop();
      const after = this.skip();
      if (after === ']') return this.leave(items);
      if (after !== ',') this.unexpected();
      this.at++;
    }
  }

  private enter(depth: number): void {
    if (depth > this.limits.depth) this.stop('json/too-deep', { max: this.limits.depth });
    this.at++;
  }

  private leave<T extends Json>(value: T): T {
    this.at++;
    return value;
  }

  private string(): string {
    const start = this.at++;
    let plain = true;
    for (;;) {
      const unit = this.text.charCodeAt(this.at);
      if (unit === QUOTE) break;
      if (Number.isNaN(unit) || unit < 0x20) this.unexpected();
      if (unit === BACKSLASH) {
        plain = false;
        this.at++;
      } else if (unit >= 0xd800 && unit <= 0xdfff) plain = false;
      this.at++;
    }
    const end = ++this.at;
    return plain ? this.text.slice(start + 1, end - 1) : this.escaped(start, end);
  }

  // Escapes are rare: the platform reads them, we look at what came out.
  private escaped(start: number, end: number): string {
    let value: string;
    try {
      value = JSON.parse(this.text.slice(start, end)) as string;
    } catch {
      this.at = start;
      return this.unexpected();
    }
    if (/[\ud800-\udfff]/u.test(value)) this.stop('json/bad-text', {});
    return value;
  }

  private number(): number {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text)?.[0];
    if (found === undefined) return this.unexpected();
    const value = Number(found);
    if (!Number.isFinite(value)) this.stop('json/bad-number', { found: found.slice(0, 40) });
    this.at += found.length;
    return value;
  }

  // The next character that is not white space; undefined at the end.
  private skip(): string | undefined {
    for (;;) {
      const unit = this.text.charCodeAt(this.at);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return this.text[this.at];
      this.at++;
    }
  }

  private unexpected(): never {
    const before = this.text.slice(0, this.at);
    const line = before.split('\n').length;
    const column = this.at - before.lastIndexOf('\n');
    const found = this.text[this.at];
    const what = found === undefined ? { en: 'the text ends', 'zh-CN': '内容提前结束' } : quoted(found);
    const reason = {
      en: `${found === undefined ? what.en : `unexpected ${what.en}`} at line ${line}, column ${column}`,
      'zh-CN': `第 ${line} 行第 ${column} 列${found === undefined ? what['zh-CN'] : `出现意外的${what['zh-CN']}`}`,
    };
    return this.stop('json/syntax', { reason, line, column });
  }

  private stop(code: IssueCode, params: JsonObject): never {
    throw new Stop(issue(code, pointer(...this.path), params));
  }
}

function quoted(character: string) {
  const shown = character < ' ' ? JSON.stringify(character).slice(1, -1) : character;
  return { en: `"${shown}"`, 'zh-CN': `“${shown}”` };
}
