import { type IssueCode, issue } from '../../core/issue.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import type { CallNode } from '../rule.ts';
import { type Evaluator, RuleFailure, type Run } from '../run.ts';

/** What is computed from a missing value is missing. */
export function ofOne<A extends Json>(operands: Evaluator[], make: (a: A, run: Run) => Json | undefined): Evaluator {
  const [first] = operands as [Evaluator];
  return (run) => {
    const a = first(run);
    return a === undefined ? undefined : make(a as A, run);
  };
}

export function ofTwo<A extends Json, B extends Json>(
  operands: Evaluator[],
  make: (a: A, b: B, run: Run) => Json | undefined,
): Evaluator {
  const [first, second] = operands as [Evaluator, Evaluator];
  return (run) => {
    const a = first(run);
    if (a === undefined) return undefined;
    const b = second(run);
    return b === undefined ? undefined : make(a as A, b as B, run);
  };
}

/** The failure of a call, at its place in the rule. */
export function failure(call: CallNode, code: IssueCode, params: JsonObject = {}): RuleFailure {
  return new RuleFailure(issue(code, call.at, params));
}
