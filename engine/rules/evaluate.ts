import type { Issue } from '../core/issue.ts';
import type { Json } from '../core/json.ts';
import type { Environment } from './environment.ts';
import type { Rule } from './rule.ts';
import { RuleFailure, Run } from './run.ts';

/** The value of a rule; undefined is a missing one. Always ends, within the budgets of `ruleLimits.run`. */
export function evaluate(
  rule: Rule,
  env: Environment,
): { ok: true; value: Json | undefined } | { ok: false; issue: Issue } {
  try {
    return { ok: true, value: rule.run(new Run(env, rule.node.size)) };
  } catch (stopped) {
    if (stopped instanceof RuleFailure) return { ok: false, issue: stopped.issue };
    throw stopped;
  }
}

/** Whether a yes/no rule is true. A rule that fails never holds, and its issue says why. */
export function holds(rule: Rule, env: Environment): { holds: boolean; issue?: Issue } {
  const result = evaluate(rule, env);
  return result.ok ? { holds: result.value === true } : { holds: false, issue: result.issue };
}
