import type { Json } from '../core/json.ts';
import { compile } from './compile.ts';
import type { Environment } from './environment.ts';
import type { Trace } from './operators/operator.ts';
import type { Node, Rule } from './rule.ts';
import { type Evaluator, RuleFailure, Run } from './run.ts';

// A list body runs once for each row: the first rows and the last (which decides `some` and `all`) tell enough.
const ROWS_KEPT = 20;

/** The same evaluation as `evaluate`, with what every expression that ran came to. Expressions that did not run are absent. */
export function trace(rule: Rule, env: Environment): Trace {
  const top: Trace = { operator: '', type: rule.type, operands: [] };
  let current = top;
  const wrap = (node: Node, evaluator: Evaluator): Evaluator => {
    return (run) => {
      const parent = current;
      const own = begin(node);
      if (parent.operands.length > ROWS_KEPT) parent.operands.pop();
      parent.operands.push(own);
      current = own;
      try {
        const value = evaluator(run);
        if (value !== undefined) own.value = value;
        return value;
      } catch (stopped) {
        if (stopped instanceof RuleFailure) own.issue = failure(stopped);
        throw stopped;
      } finally {
        current = parent;
      }
    };
  };
  try {
    compile(rule.node, wrap)(new Run(env, rule.node.size));
  } catch (stopped) {
    if (!(stopped instanceof RuleFailure)) throw stopped;
  }
  return top.operands[0] ?? top;
}

function begin(node: Node): Trace {
  const operator = node.kind === 'call' ? node.operator.name : node.kind;
  const path = node.kind === 'var' ? node.path : node.like;
  return { operator, type: node.type, operands: [], ...(path === undefined ? {} : { path }) };
}

function failure(stopped: RuleFailure): { code: string; path: string; params: { [name: string]: Json } } {
  const { code, path, params } = stopped.issue;
  return { code, path, params };
}
