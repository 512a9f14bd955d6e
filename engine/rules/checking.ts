import { type Issue, type IssueCode, issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { didYouMean, isPrototypeName } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import { adapt, type Misfits, unify } from './adapt.ts';
import type { Checking, Operator } from './operators/operator.ts';
import { operatorOf, operators } from './operators/registry.ts';
import { type Node, ruleLimits, type VarNode } from './rule.ts';
import { kindName, type RuleType, type Scope, type TypeKind, typeName } from './rule-type.ts';
import { nameOfValue } from './run-time-type.ts';

/** What `var` reads at a place: the root, or one element of a list. */
type Reader = { from: 'root' | 'row'; type: RuleType; prefix: string };

const unknown: RuleType = { kind: 'unknown' };

const NONE = { en: 'none', 'zh-CN': '空' };

/** Parses and types one rule; finds every issue, never only the first. */
export class RuleChecker {
  readonly issues: Issue[] = [];
  readonly reads = new Set<string>();
  private readonly told = new Set<string>();
  private nodes = 0;
  private readonly scope: Scope;

  constructor(scope: Scope) {
    this.scope = { ...scope, now: { kind: 'date-time' }, today: { kind: 'date' } };
  }

  /** The whole rule, of type `expect` where one is expected. */
  rule(json: unknown, expect: RuleType | undefined, at: JsonPointer): Node {
    const node = this.expression(
      json,
      at,
      { from: 'root', type: { kind: 'object', fields: this.scope }, prefix: '' },
      1,
    );
    if (!expect || node.type.kind === 'unknown') return expect ? { ...node, expects: expect } : node;
    const mismatch = (_: Node, expected: Text, found: Text) => this.refuse('rule/result-type', at, { expected, found });
    return adapt(node, expect, { refuse: (code, place, params) => this.refuse(code, place, params), mismatch });
  }

  /** One fault is told once, however often it is met. */
  refuse(code: IssueCode, at: JsonPointer, params: JsonObject = {}): void {
    const key = `${code} ${at}`;
    if (!this.told.has(key)) this.issues.push(issue(code, at, params));
    this.told.add(key);
  }

  private expression(json: unknown, at: JsonPointer, reader: Reader, depth: number): Node {
    if (depth > ruleLimits.depth) return this.broken('rule/too-deep', at, { max: ruleLimits.depth });
    if (++this.nodes > ruleLimits.nodes) {
      if (this.nodes > ruleLimits.nodes + 1) return nothing(at);
      return this.broken('rule/too-many-parts', at, { max: ruleLimits.nodes });
    }
    if (Array.isArray(json)) return this.list(json, at, reader, depth);
    if (isJsonObject(json)) return this.call(json, at, reader, depth);
    return this.literal(json, at);
  }

  private literal(json: unknown, at: JsonPointer): Node {
    if (json === null) return this.broken('rule/null-literal', at);
    if (typeof json === 'boolean') return { kind: 'literal', value: json, type: { kind: 'boolean' }, at, size: 1 };
    if (typeof json === 'string') return { kind: 'literal', value: json, type: { kind: 'text' }, at, size: 1 };
    if (typeof json === 'number' && Number.isFinite(json))
      return { kind: 'literal', value: json, type: { kind: 'number' }, at, size: 1 };
    return this.broken('rule/not-a-rule', at, { found: nameOfValue(json) });
  }

  private list(json: unknown[], at: JsonPointer, reader: Reader, depth: number): Node {
    if (json.length > ruleLimits.list) return this.broken('rule/too-long-list', at, { max: ruleLimits.list });
    const items = json.map((item, index) => this.expression(item, at + pointer(index), reader, depth + 1));
    const { type, nodes } = unify(items, this.misfits('[]'));
    return { kind: 'list', type: { kind: 'list', of: type }, operands: nodes, at, size: sizeOf(nodes) };
  }

  private call(json: JsonObject, at: JsonPointer, reader: Reader, depth: number): Node {
    const keys = Object.keys(json);
    const [name] = keys;
    if (keys.length !== 1 || name === undefined) {
      return this.broken('rule/one-operator', at, { found: keys.length > 0 ? keys.slice(0, 10) : NONE });
    }
    const operand = json[name];
    const raw: unknown[] = Array.isArray(operand) ? operand : [operand];
    const place = at + pointer(name);
    const placeOf = (index: number) => (Array.isArray(operand) ? place + pointer(index) : place);
    if (name === 'var') return this.variable(raw, at, placeOf, reader, depth);
    const operator = operatorOf(name);
    if (!operator) {
      const hint = didYouMean(name, ['var', ...operators.map((known) => known.name)]);
      return this.broken('rule/unknown-operator', place, { operator: name.slice(0, 60), hint });
    }
    const known = this.issues.length;
    if (!this.counts(operator, raw.length, place)) return nothing(at);
    const checked = operator.check(this.checkingOf(operator, raw, place, placeOf, reader, depth));
    if (this.issues.length > known) return nothing(at);
    const { type, operands, soft = false, like } = checked;
    return {
      kind: 'call',
      operator,
      type,
      operands,
      soft,
      at,
      size: sizeOf(operands),
      ...(like === undefined ? {} : { like }),
    };
  }

  private counts(operator: Operator, found: number, at: JsonPointer): boolean {
    const least = operator.operands.filter((operand) => !operand.optional).length;
    const most = operator.operands.at(-1)?.repeat ? ruleLimits.list : operator.operands.length;
    if (found >= least && found <= most) return true;
    const expected = least === most ? String(least) : most === ruleLimits.list ? `≥ ${least}` : `${least}–${most}`;
    this.refuse('rule/operand-count', at, { operator: operator.name, expected, found });
    return false;
  }

  private variable(
    raw: unknown[],
    at: JsonPointer,
    placeOf: (index: number) => JsonPointer,
    reader: Reader,
    depth: number,
  ): Node {
    const [path] = raw;
    if (typeof path !== 'string' || raw.length > 2) return this.broken('rule/variable-name', placeOf(0));
    const found = this.read(path, placeOf(0), reader);
    if (!found) return nothing(at);
    if (raw.length === 1) return { ...found, at };
    const fallback = this.expression(raw[1], placeOf(1), reader, depth + 1);
    const typed = adapt(fallback, found.type, this.misfits('var'), found.path);
    return { ...found, at, fallback: typed, size: 1 + typed.size };
  }

  /** The variable at a dotted path, or an issue that says what could be read instead. */
  private read(path: string, at: JsonPointer, reader: Reader): VarNode | undefined {
    const segments = path === '' ? [] : path.split('.');
    let type = reader.type;
    for (const segment of segments) {
      if (type.kind === 'unknown' && segment !== '' && !isPrototypeName(segment)) continue;
      const known: Scope = type.kind === 'object' ? type.fields : {};
      const next: RuleType | undefined =
        Object.hasOwn(known, segment) && !isPrototypeName(segment) ? known[segment] : undefined;
      if (!next) {
        this.refuse('rule/unknown-variable', at, { name: path.slice(0, 120), hint: this.hint(segment, type, reader) });
        return undefined;
      }
      type = next;
    }
    if (path === '' && reader.from === 'root') {
      this.refuse('rule/variable-name', at);
      return undefined;
    }
    const whole = [reader.prefix, path].filter((part) => part !== '').join('.');
    this.reads.add(whole);
    return { kind: 'var', path: whole, segments, from: reader.from, type, at, size: 1, like: whole };
  }

  private hint(segment: string, type: RuleType, reader: Reader): Text {
    if (type.kind === 'list') {
      return {
        en: ': a list is read with some, all, sum, count …',
        'zh-CN': '：列表请用 some、all、sum、count 等读取',
      };
    }
    if (reader.from === 'row' && Object.hasOwn(this.scope, segment)) {
      return { en: ': inside a list only its row can be read', 'zh-CN': '：列表内只能读取当前行' };
    }
    return didYouMean(segment, type.kind === 'object' ? Object.keys(type.fields) : []);
  }

  private checkingOf(
    operator: Operator,
    raw: unknown[],
    at: JsonPointer,
    placeOf: (index: number) => JsonPointer,
    reader: Reader,
    depth: number,
  ): Checking {
    const name = operator.name;
    return {
      operator: name,
      at,
      count: raw.length,
      raw: (index) => raw[index],
      operand: (index) => this.expression(raw[index], placeOf(index), reader, depth + 1),
      body: (index, list) => this.body(raw[index], placeOf(index), list, depth + 1),
      word: (index, allowed) => this.word(raw[index], placeOf(index), allowed),
      adapt: (node, expected, like) => adapt(node, expected, this.misfits(name), like),
      unify: (nodes) => unify(nodes, this.misfits(name)),
      among: (node, kinds) => this.among(name, node, kinds),
      refuse: (code, place, params) => this.refuse(code, place, params),
    };
  }

  // `list` gives the row; `"cost"` is short for { "var": "cost" }.
  private body(json: unknown, at: JsonPointer, list: Node, depth: number): Node {
    const row = list.type.kind === 'list' ? list.type.of : unknown;
    const reader: Reader = { from: 'row', type: row, prefix: list.like ?? '' };
    if (typeof json === 'string') return this.read(json, at, reader) ?? nothing(at);
    return this.expression(json, at, reader, depth);
  }

  private word<W extends string>(json: unknown, at: JsonPointer, allowed: readonly W[]): W {
    const found = allowed.find((word) => word === json);
    if (found === undefined) this.refuse('rule/word', at, { found: nameOfValue(json, true), allowed: [...allowed] });
    return found ?? (allowed[0] as W);
  }

  private among(operator: string, node: Node, kinds: readonly TypeKind[]): Node {
    if (node.type.kind !== 'unknown' && node.type.kind !== 'null' && !kinds.includes(node.type.kind)) {
      this.refuse('rule/operand-type', node.at, { operator, expected: anyOf(kinds), found: typeName(node.type) });
    }
    return node;
  }

  private misfits(operator: string): Misfits {
    return {
      refuse: (code, at, params) => this.refuse(code, at, params),
      mismatch: (node, expected, found) => this.refuse('rule/operand-type', node.at, { operator, expected, found }),
    };
  }

  private broken(code: IssueCode, at: JsonPointer, params: JsonObject = {}): Node {
    this.refuse(code, at, params);
    return nothing(at);
  }
}

// Stands for what was refused: agrees with everything, so that one fault is told once.
function nothing(at: JsonPointer): Node {
  return { kind: 'literal', value: null, type: { kind: 'null' }, at, size: 1 };
}

function sizeOf(operands: Node[]): number {
  return operands.reduce((sum, operand) => sum + operand.size, 1);
}

function anyOf(kinds: readonly TypeKind[]): Json {
  return kinds.map((kind) => kindName(kind) as Json);
}
