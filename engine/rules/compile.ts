import { issue } from '../core/issue.ts';
import { isJsonObject, type Json } from '../core/json.ts';
import { type Node, operandsOf, type VarNode } from './rule.ts';
import { type RuleType, typeName } from './rule-type.ts';
import { type Evaluator, RuleFailure } from './run.ts';
import { isOfType, nameOfValue } from './run-time-type.ts';

/** Put around every expression as it is compiled; a trace is made this way. */
export type Wrap = (node: Node, evaluator: Evaluator) => Evaluator;

/** The expression as closures: nothing of the JSON is looked at again when it runs. */
export function compile(node: Node, wrap: Wrap = (_, evaluator) => evaluator): Evaluator {
  const operands = operandsOf(node).map((operand) => compile(operand, wrap));
  return wrap(node, checked(node, evaluatorOf(node, operands)));
}

function evaluatorOf(node: Node, operands: Evaluator[]): Evaluator {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return value === null ? () => undefined : () => value;
    }
    case 'list':
      return (run) => {
        run.spendCells(operands.length, node.at);
        return operands.map((operand) => operand(run) ?? null);
      };
    case 'var':
      return withFallback(typedRead(node), operands[0]);
    case 'call':
      return node.operator.compile(node, operands);
  }
}

function withFallback(read: Evaluator, fallback: Evaluator | undefined): Evaluator {
  return fallback ? (run) => read(run) ?? fallback(run) : read;
}

// The check at the place of reading: past it, every value is what the types say.
function typedRead(node: VarNode): Evaluator {
  const read = reader(node);
  const { kind } = node.type;
  if (kind === 'unknown') return read;
  if (kind === 'text' || kind === 'boolean') {
    const expected = kind === 'text' ? 'string' : 'boolean';
    return (run) => {
      const value = read(run);
      return value === undefined || typeof value === expected ? value : wrongType(node, node.type, value);
    };
  }
  return (run) => {
    const value = read(run);
    return value === undefined || isOfType(value, node.type) ? value : wrongType(node, node.type, value);
  };
}

// Own properties of plain objects only: no name reaches a prototype, an index or a length.
function reader(node: VarNode): Evaluator {
  const [first, second] = node.segments;
  if (node.from === 'root' && node.segments.length === 1) {
    if (first === 'now') return (run) => run.environment.now;
    if (first === 'today') return (run) => run.today();
  }
  if (first === undefined) return (run) => run.here ?? undefined;
  if (second === undefined) return (run) => property(run.here, first);
  if (node.segments.length === 2) return (run) => property(property(run.here, first), second);
  return (run) => node.segments.reduce(property, run.here);
}

function property(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? (value[name] ?? undefined) : undefined;
}

// Where the type is not known before: the place that uses the value says what it must be.
function checked(node: Node, evaluator: Evaluator): Evaluator {
  const { expects } = node;
  if (!expects) return evaluator;
  return (run) => {
    const value = evaluator(run);
    return value === undefined || isOfType(value, expects) ? value : wrongType(node, expects, value);
  };
}

function wrongType(node: Node, expected: RuleType, value: Json): never {
  const name = node.kind === 'var' && node.path !== '' ? node.path : (node.like ?? node.at);
  throw new RuleFailure(issue('rule/type', node.at, { name, expected: typeName(expected), found: nameOfValue(value) }));
}
