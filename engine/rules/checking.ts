import { type Issue, type IssueCode, issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { didYouMean, isPrototypeName } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import type { Checking, Operator } from './operators/operator.ts';
import { operatorOf, operators } from './operators/registry.ts';
import { type LiteralNode, type Node, operandsOf, ruleLimits, type VarNode } from './rule.ts';
import { commonType, kindName, type RuleType, type Scope, type TypeKind, typeName } from './rule-type.ts';
import { isOfType, nameOfValue } from './run-time-type.ts';

/** What `var` reads at a place: the root, or one element of a list. */
type Reader = { from: 'root' | 'row'; type: RuleType; prefix: string };

const unknown: RuleType = { kind: 'unknown' };

/** Parses and types one rule; finds every issue, never only the first. */
export class RuleChecker {
  readonly issues: Issue[] = [];
  readonly reads = new Set<string>();
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
    return this.adapt(node, expect, undefined, (expected, found) =>
      this.refuse('rule/result-type', at, { expected, found }),
    );
  }

  refuse(code: IssueCode, at: JsonPointer, params: JsonObject = {}): void {
    this.issues.push(issue(code, at, params));
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
    const { type, nodes } = this.unify('[]', items);
    return { kind: 'list', type: { kind: 'list', of: type }, operands: nodes, at, size: sizeOf(nodes) };
  }

  private call(json: JsonObject, at: JsonPointer, reader: Reader, depth: number): Node {
    const keys = Object.keys(json);
    const [name] = keys;
    if (keys.length !== 1 || name === undefined) {
      return this.broken('rule/one-operator', at, { count: keys.length, keys: keys.slice(0, 10) });
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
    const typed = this.adapt(fallback, found.type, found.path, this.mismatch('var', fallback));
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
      adapt: (node, expected, like) => this.adapt(node, expected, like, this.mismatch(name, node)),
      unify: (nodes) => this.unify(name, nodes),
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

  private unify(operator: string, nodes: Node[]) {
    let type: RuleType = unknown;
    let like: string | undefined;
    const firm = nodes.filter((node) => !isSoft(node));
    for (const node of firm) {
      const common = commonType(type, node.type);
      if (common) type = common;
      else this.mismatch(operator, node)(typeName(type), typeName(node.type));
      like ??= node.like;
    }
    if (firm.length === 0) type = nodes.reduce((so, node) => commonType(so, node.type) ?? so, type);
    const adapted = nodes.map((node) => this.adapt(node, type, like, this.mismatch(operator, node)));
    return {
      type,
      nodes: adapted,
      soft: firm.length === 0 && nodes.length > 0,
      ...(like === undefined ? {} : { like }),
    };
  }

  private mismatch(operator: string, node: Node) {
    return (expected: Text, found: Text) => this.refuse('rule/operand-type', node.at, { operator, expected, found });
  }

  private adapt(
    node: Node,
    expected: RuleType,
    like: string | undefined,
    refuse: (expected: Text, found: Text) => void,
  ): Node {
    if (expected.kind === 'unknown' || node.type.kind === 'null') return node;
    if (node.kind === 'literal') return this.retype(node, expected, like, refuse);
    if (node.type.kind === 'unknown') return { ...node, type: expected, expects: expected };
    if (isSoft(node) && expected.kind !== node.type.kind) {
      const operands = this.softOperands(node, expected, like, refuse);
      if (operands) return { ...node, operands, type: expected, ...(like === undefined ? {} : { like }) } as Node;
      if (expected.kind === 'money' && node.type.kind === 'number')
        return { ...node, type: expected, expects: expected, ...(like === undefined ? {} : { like }) };
    }
    if (node.kind === 'list' && expected.kind === 'list') {
      const operands = node.operands.map((item) => this.adapt(item, expected.of, like, refuse));
      return { ...node, type: expected, operands };
    }
    if (!commonType(node.type, expected)) refuse(typeName(expected), typeName(node.type));
    return node;
  }

  // What a choice between literals becomes when the context says their type.
  private softOperands(
    node: Node,
    expected: RuleType,
    like: string | undefined,
    refuse: (expected: Text, found: Text) => void,
  ) {
    if (node.kind !== 'call' || node.operator.name !== 'if') return undefined;
    const last = node.operands.length - 1;
    return node.operands.map((operand, index) =>
      index % 2 === 1 || index === last ? this.adapt(operand, expected, like, refuse) : operand,
    );
  }

  private retype(
    node: LiteralNode,
    expected: RuleType,
    like: string | undefined,
    refuse: (expected: Text, found: Text) => void,
  ): Node {
    const typed: LiteralNode = { ...node, type: expected, ...(like === undefined ? {} : { like }) };
    if (isOfType(node.value, expected)) return typed;
    if (isOfType(node.value, { kind: 'text' }) && ['date', 'date-time', 'duration'].includes(expected.kind)) {
      this.refuse('rule/literal', node.at, { found: node.value, expected: typeName(expected) });
    } else if (node.type.kind === 'number' && expected.kind === 'money') {
      this.refuse('rule/literal', node.at, { found: node.value, expected: inMinorUnits(expected) });
    } else refuse(typeName(expected), typeName(node.type));
    return typed;
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

function isSoft(node: Node): boolean {
  if (node.kind === 'literal') return true;
  if (node.kind === 'list') return operandsOf(node).every(isSoft);
  return node.kind === 'call' && node.soft;
}

function anyOf(kinds: readonly TypeKind[]): Json {
  return kinds.map((kind) => kindName(kind) as Json);
}

function inMinorUnits(type: RuleType): Json {
  const name = typeName(type) as { en: string; 'zh-CN': string };
  return { en: `${name.en} in whole minor units`, 'zh-CN': `以最小单位计的整数${name['zh-CN']}` };
}
