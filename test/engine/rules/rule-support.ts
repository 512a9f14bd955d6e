import { workCalendar } from '../../../engine/core/calendar.ts';
import type { Issue } from '../../../engine/core/issue.ts';
import type { Json, JsonObject } from '../../../engine/core/json.ts';
import {
  type Environment,
  evaluate,
  parseRule,
  type Rule,
  type RuleType,
  type Scope,
} from '../../../engine/rules/index.ts';

const cny: RuleType = { kind: 'money', currency: 'CNY' };
const text: RuleType = { kind: 'text' };

/** What the rules of these tests may read: a payment with cost lines, and who asks. */
export const scope: Scope = {
  amount: cny,
  limit: cny,
  dollars: { kind: 'money', currency: 'USD' },
  anyMoney: { kind: 'money' },
  count: { kind: 'number' },
  rate: { kind: 'number' },
  purpose: text,
  note: text,
  urgent: { kind: 'boolean' },
  due: { kind: 'date' },
  signed: { kind: 'date' },
  sentAt: { kind: 'date-time' },
  span: { kind: 'duration' },
  tags: { kind: 'list', of: text },
  scores: { kind: 'list', of: { kind: 'number' } },
  items: {
    kind: 'list',
    of: { kind: 'object', fields: { what: text, cost: cny, pieces: { kind: 'number' }, day: { kind: 'date' } } },
  },
  customer: { kind: 'object', fields: { id: text, name: text, limit: cny } },
  unit: { kind: 'object', fields: { id: text, title: text } },
  free: { kind: 'unknown' },
  actor: { kind: 'object', fields: { id: text, name: text, unit: text, roles: { kind: 'list', of: text } } },
};

/** November and the Spring Festival of 2026: enough of a Chinese calendar. */
export const calendar = workCalendar({
  years: [2026],
  holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  workdays: ['2026-10-10'],
});

const units = [{ id: 'group' }, { id: 'east' }, { id: 'west' }, { id: 'shanghai' }];
const parents: { [unit: string]: string } = { east: 'group', west: 'group', shanghai: 'east' };

/** Tuesday, 24 November 2026, 15:00 in Shanghai. */
export function environment(data: JsonObject): Environment {
  return {
    data,
    now: '2026-11-24T07:00:00.000Z',
    zone: 'Asia/Shanghai',
    calendar,
    organisation: {
      units: () => units,
      hasRole: (person, role) => person === 'p1' && role === 'finance',
      isInUnit(unit, ancestor) {
        for (let here: string | undefined = unit; here; here = parents[here]) if (here === ancestor) return true;
        return false;
      },
    },
  };
}

/** The rule, which must parse. */
export function rule(json: unknown, expect?: RuleType, from: Scope = scope): Rule {
  const parsed = parseRule(json, { scope: from, ...(expect ? { expect } : {}) });
  if (!parsed.ok) throw new Error(`${JSON.stringify(json)} does not parse: ${told(parsed.issues)}`);
  return parsed.value;
}

/** What a rule comes to: its value, or the code of what stopped it. */
export function value(json: unknown, data: JsonObject = {}, from: Scope = scope): Json | undefined {
  const result = evaluate(rule(json, undefined, from), environment(data));
  return result.ok ? result.value : `! ${result.issue.code}`;
}

/** "code path" of every issue that parsing finds. */
export function refusals(json: unknown, expect?: RuleType): string[] {
  const parsed = parseRule(json, { scope, ...(expect ? { expect } : {}) });
  return parsed.ok ? [] : parsed.issues.map(({ code, path }) => `${code} ${path}`);
}

function told(issues: Issue[]): string {
  return issues.map(({ code, path, params }) => `${code} ${path} ${JSON.stringify(params)}`).join('; ');
}
