import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json } from '../core/json.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Text } from '../core/text.ts';
import { compile } from './compile.ts';
import type { Environment } from './environment.ts';
import { everything, type Filter, hasElements, isEverything, isNothing, noneOf, nothing } from './filter.ts';
import type { Querying } from './operators/operator.ts';
import { type Node, operandsOf, type Rule } from './rule.ts';
import { kindName, typeName } from './rule-type.ts';
import { RuleFailure, Run } from './run.ts';

/**
 * The rule as a filter over stored rows, with the meaning of `holds`: it takes exactly the rows for which the rule holds.
 * `field` says where a data path is stored (`amount` → `data.amount`); what it does not know is read from `env` beforehand.
 * Issues where a part cannot be told to the store, or fails while it is computed.
 */
export function toQuery(
  rule: Rule,
  env: Environment,
  options: { field(path: string): string | undefined },
): Result<Filter> {
  if (rule.type.kind !== 'boolean') {
    return fail(issue('rule/result-type', rule.node.at, { expected: kindName('boolean'), found: typeName(rule.type) }));
  }
  const query = new RuleQuery(env, options.field);
  const filter = query.filter(rule.node);
  return query.issues.length > 0 ? { ok: false, issues: query.issues } : ok(filter);
}

class RuleQuery implements Querying {
  readonly issues: Issue[] = [];
  private readonly env: Environment;
  private readonly storedPath: (path: string) => string | undefined;

  constructor(env: Environment, storedPath: (path: string) => string | undefined) {
    this.env = env;
    this.storedPath = storedPath;
  }

  filter(node: Node): Filter {
    const known = this.constant(node);
    if (known) return known.value === true ? everything : nothing;
    const path = this.field(node);
    if (path !== undefined) return { [path]: { $eq: true } };
    if (node.kind === 'call' && node.operator.query) return node.operator.query(node, this);
    return this.refuse(node);
  }

  constant(node: Node): { value: Json | undefined } | undefined {
    if (this.readsRows(node)) return undefined;
    try {
      return { value: compile(node)(new Run(this.env, node.size)) };
    } catch (stopped) {
      if (!(stopped instanceof RuleFailure)) throw stopped;
      this.issues.push(stopped.issue);
      return { value: undefined };
    }
  }

  field(node: Node): string | undefined {
    if (node.kind !== 'var' || node.fallback) return undefined;
    return node.from === 'row' ? node.segments.join('.') : this.storedPath(node.path);
  }

  element(path: string, body: Node, holds: boolean): Filter {
    const inside = this.filter(body);
    const wanted = holds ? inside : noneOf(inside);
    if (isNothing(wanted)) return nothing;
    if (isEverything(wanted)) return hasElements(path);
    const condition = readsElement(body) ? onValue(wanted) : wanted;
    return condition ? { [path]: { $elemMatch: condition } } : this.refuse(body);
  }

  refuse(node: Node, hint: Text = ''): Filter {
    const operator = node.kind === 'call' ? node.operator.name : node.kind;
    this.issues.push(issue('rule/not-a-filter', node.at, { operator, hint }));
    return nothing;
  }

  unitsIn(ancestor: string): string[] | undefined {
    const { organisation } = this.env;
    const units = organisation.units?.();
    if (!units) return undefined;
    // A unit that the organisation no longer has may still lie in itself, for the rule as for the filter.
    const ids = new Set([...units.map(({ id }) => id), ancestor]);
    return [...ids].filter((id) => organisation.isInUnit(id, ancestor));
  }

  // True where the value differs from row to row.
  private readsRows(node: Node): boolean {
    if (node.kind === 'var') {
      if (node.from === 'row' || this.storedPath(node.path) !== undefined) return true;
    }
    // The body of a list operator reads entries of its list: only the source of the list counts. `min` and `max` also take
    // plain values, and then every operand counts.
    const operands = operandsOf(node);
    const [first] = operands;
    if (node.kind === 'call' && node.operator.group === 'list' && first?.type.kind === 'list')
      return this.readsRows(first);
    return operands.some((operand) => this.readsRows(operand));
  }
}

// True where `var` reads the element itself, not a field of it: the list holds plain values.
function readsElement(node: Node): boolean {
  return (node.kind === 'var' && node.segments.length === 0) || operandsOf(node).some(readsElement);
}

// A filter over the path "" as the operators that stand in `$elemMatch` for a plain value; not every filter can be one.
function onValue(filter: Filter): Filter | undefined {
  const { '': plain, $and, $or, $nor } = filter;
  if (isJsonObject(plain)) return plain;
  if (Array.isArray($nor)) {
    const [only] = $nor;
    const inner = $nor.length === 1 && isJsonObject(only) ? onValue(only) : undefined;
    return inner && { $not: inner };
  }
  if (Array.isArray($and)) {
    const parts = $and.map((part) => (isJsonObject(part) ? onValue(part) : undefined));
    const keys = parts.flatMap((part) => Object.keys(part ?? {}));
    return parts.every(isJsonObject) && new Set(keys).size === keys.length ? Object.assign({}, ...parts) : undefined;
  }
  if (Array.isArray($or)) {
    const values = $or.map((part) => (isJsonObject(part) ? onValue(part) : undefined)?.$eq);
    return values.every((value) => value !== undefined) ? { $in: values } : undefined;
  }
  return undefined;
}
