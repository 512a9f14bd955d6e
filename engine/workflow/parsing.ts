import { type Issue, type IssueCode, issue } from '../core/issue.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Form } from '../forms/index.ts';
import { parseRule, type Rule, type RuleType, type Scope } from '../rules/index.ts';
import type { ChartAction, ChartState, ChartTimer, Guard, Transition } from './workflow.ts';

/** A workflow while it is parsed: what has been read so far, and every issue. */
export type Parsing = {
  issues: Issue[];
  /** Undefined where the form is not known: rules and field names are then not looked at. */
  form: Form | undefined;
  scope: Scope;
  /** All top states are active together. */
  parallel: boolean;
  states: { [path: string]: ChartState };
  /** Paths by `id` of a state. */
  ids: Map<string, string>;
  transitions: Transition[];
  guards: Guard[];
  actions: ChartAction[];
  timers: ChartTimer[];
};

export function refuse(parsing: Parsing, code: IssueCode, path: JsonPointer, params: JsonObject = {}): undefined {
  parsing.issues.push(issue(code, path, params));
  return undefined;
}

export function ruleAt(
  parsing: Parsing,
  json: Json | undefined,
  path: JsonPointer,
  expect?: RuleType,
): Rule | undefined {
  if (!parsing.form) return undefined;
  const parsed = parseRule(json, { scope: parsing.scope, path, ...(expect ? { expect } : {}) });
  if (parsed.ok) return parsed.value;
  parsing.issues.push(...parsed.issues);
  return undefined;
}
