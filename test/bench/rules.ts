// How fast rules are, beside stock json-logic-js on the same rules and data: `npx tsx test/bench/rules.ts`.
import jsonLogic from 'json-logic-js';
import type { JsonObject } from '../../engine/core/json.ts';
import { holds, parseRule, type Scope, trace } from '../../engine/rules/index.ts';

type Case = { what: string; rule: JsonObject; stock?: JsonObject };

const scope: Scope = {
  amount: { kind: 'money', currency: 'CNY' },
  purpose: { kind: 'text' },
  level: { kind: 'text' },
  urgent: { kind: 'boolean' },
  customer: { kind: 'object', fields: { level: { kind: 'text' } } },
  items: { kind: 'list', of: { kind: 'object', fields: { cost: { kind: 'money', currency: 'CNY' } } } },
};
const items = Array.from({ length: 20 }, (_, index) => ({ cost: 1000 * (index + 1) }));
const data: JsonObject = {
  amount: 6_000_000,
  purpose: 'loan',
  level: 'a',
  urgent: false,
  customer: { level: 'b' },
  items,
};

const add = { '+': [{ var: 'accumulator' }, { var: 'current.cost' }] };
const cases: Case[] = [
  { what: 'one comparison', rule: { '>': [{ var: 'amount' }, 5_000_000] } },
  {
    what: 'a guard of four conditions',
    rule: {
      and: [
        { '>': [{ var: 'amount' }, 5_000_000] },
        { '!=': [{ var: 'purpose' }, 'other'] },
        { or: [{ '==': [{ var: 'customer.level' }, 'a'] }, { in: [{ var: 'level' }, ['a', 'b', 'c']] }] },
        { '!': { var: 'urgent' } },
      ],
    },
  },
  { what: 'some of 20 rows', rule: { some: [{ var: 'items' }, { '>': [{ var: 'cost' }, 19_000] }] } },
  {
    what: 'the total of 20 rows',
    rule: { '>': [{ sum: [{ var: 'items' }, 'cost'] }, 100] },
    stock: { '>': [{ reduce: [{ var: 'items' }, add, 0] }, 100] },
  },
];

const environment = {
  data,
  now: '2026-11-24T07:00:00.000Z',
  zone: 'Asia/Shanghai',
  organisation: { isInUnit: () => false, hasRole: () => false },
  calendar: { isWorkday: () => true, hours: { from: 540, to: 1080 } },
};

/** Nanoseconds for one run: the best of seven rounds. */
function time(run: () => unknown): number {
  const rounds = Array.from({ length: 7 }, () => {
    const start = performance.now();
    for (let i = 0; i < 50_000; i++) run();
    return ((performance.now() - start) * 1e6) / 50_000;
  });
  return Math.min(...rounds);
}

for (const { what, rule, stock = rule } of cases) {
  const parsed = parseRule(rule, { scope });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const answers = [holds(parsed.value, environment).holds, jsonLogic.apply(stock as never, data)];
  if (answers[0] !== answers[1]) throw new Error(`${what}: ${answers.join(' and ')}`);
  const ours = time(() => holds(parsed.value, environment));
  const theirs = time(() => jsonLogic.apply(stock as never, data));
  const parsing = time(() => parseRule(rule, { scope }));
  const tracing = time(() => trace(parsed.value, environment));
  const ns = (value: number) => `${value.toFixed(0).padStart(6)} ns`;
  console.log(
    `${what.padEnd(28)} ours ${ns(ours)}  json-logic-js ${ns(theirs)}  ratio ${(ours / theirs).toFixed(2)}  (parse ${ns(parsing)}, trace ${ns(tracing)})`,
  );
}
