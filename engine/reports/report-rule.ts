import { personScope } from '../access/index.ts';
import { isJsonObject, own } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Result } from '../core/result.ts';
import { type Environment, type Filter, parseRule, type Rule, type Scope, toQuery } from '../rules/index.ts';
import type { DatasetField } from './dataset.ts';

type Fields = { [name: string]: DatasetField };

/** What a report's rule may read: the dataset's fields by name, and who asks. */
export function reportScope(fields: Fields): Scope {
  const scope: Scope = { actor: { kind: 'object', fields: personScope } };
  for (const field of Object.values(fields)) scope[field.name] = field.ruleType;
  return scope;
}

/** A condition on rows. It must say yes or no, and the store must be able to search by it. */
export function parseRowRule(json: unknown, fields: Fields, path: JsonPointer): Result<Rule> {
  const rule = parseRule(json, { scope: reportScope(fields), expect: { kind: 'boolean' }, path });
  if (!rule.ok) return rule;
  const query = rowFilterOf(rule.value, fields, trialEnvironment);
  const unsearchable = query.ok ? [] : query.issues.filter((found) => found.code === 'rule/not-a-filter');
  return unsearchable.length > 0 ? { ok: false, issues: unsearchable } : rule;
}

/** The rule as a filter over stored rows, for the asker in `env`. */
export function rowFilterOf(rule: Rule, fields: Fields, env: Environment): Result<Filter> {
  return toQuery(rule, env, { field: (path) => storedPathOf(path, fields) });
}

function storedPathOf(path: string, fields: Fields): string | undefined {
  return own(fields, path)?.path;
}

// Only the shape of a rule decides whether it can be searched by; any person and day will do to find out.
const trialEnvironment: Environment = {
  data: { actor: { id: 'x', name: 'x', title: 'x', roles: ['x'], unit: 'x' } },
  now: '2026-01-01T00:00:00.000Z',
  zone: 'UTC',
  organisation: { isInUnit: () => false, hasRole: () => false },
  calendar: { isWorkday: () => true, hours: { from: 540, to: 1_020 } },
};

/** True for what looks like a rule and not like a measure in JSON. */
export function isRuleJson(json: unknown): boolean {
  return typeof json === 'boolean' || (isJsonObject(json) && own(json, 'op') === undefined);
}
