import { issue } from '../core/issue.ts';
import type { Json } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { RuleChecker } from './checking.ts';
import { compile } from './compile.ts';
import { type Rule, ruleLimits } from './rule.ts';
import type { RuleType, Scope } from './rule-type.ts';

/**
 * A rule from JSON: closed grammar, then types. Answers every issue, each pointing into the rule behind `path`.
 * `scope` is what `var` may read (`now` and `today` always are); `expect` is the type that the rule must give.
 */
export function parseRule(
  json: unknown,
  options: { scope: Scope; expect?: RuleType; path?: JsonPointer },
): Result<Rule> {
  const at = options.path ?? '';
  const shape = measure(json);
  if (shape.depth > ruleLimits.depth * 2) return fail(issue('rule/too-deep', at, { max: ruleLimits.depth }));
  if (shape.chars > ruleLimits.chars) return fail(issue('rule/too-large', at, { max: ruleLimits.chars }));
  const checker = new RuleChecker(options.scope);
  const node = checker.rule(json, options.expect, at);
  if (checker.issues.length > 0) return { ok: false, issues: checker.issues };
  return ok({ json: json as Json, type: node.type, reads: [...checker.reads].sort(), node, run: compile(node) });
}

// How deep and, about, how long the JSON is: without recursion and no further than the limits, whatever comes in.
// An operator and the array of its operands are two levels of JSON and one of the rule.
function measure(json: unknown): { depth: number; chars: number } {
  const open: { value: unknown; depth: number }[] = [{ value: json, depth: 1 }];
  let deepest = 0;
  let chars = 0;
  for (let next = open.pop(); next && chars <= ruleLimits.chars && deepest <= ruleLimits.depth * 2; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') chars += value.length + 3;
    else if (typeof value !== 'object' || value === null) chars += 2;
    else {
      deepest = Math.max(deepest, depth);
      chars += 2;
      for (const [key, part] of Object.entries(value)) {
        chars += Array.isArray(value) ? 0 : key.length + 3;
        open.push({ value: part, depth: depth + 1 });
      }
    }
  }
  return { depth: deepest, chars };
}
