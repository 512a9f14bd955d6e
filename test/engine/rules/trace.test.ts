import { describe, expect, it } from 'vitest';
import { matchSchema } from '../../../engine/core/json-schema.ts';
import { evaluate, parseRule, ruleSchema, trace } from '../../../engine/rules/index.ts';
import { Chance, queryGrammar, RuleMaker, randomData, randomScope } from './random-rule.ts';
import { environment, rule } from './rule-support.ts';

describe('a trace', () => {
  it('keeps what every expression that ran came to, and not what did not run', () => {
    const json = { or: [{ '>': [{ var: 'amount' }, 5] }, { '==': [{ var: 'purpose' }, 'x'] }] };
    expect(trace(rule(json), environment({ amount: 7 }))).toEqual({
      operator: 'or',
      type: { kind: 'boolean' },
      value: true,
      operands: [
        {
          operator: '>',
          type: { kind: 'boolean' },
          path: 'amount',
          value: true,
          operands: [
            { operator: 'var', type: { kind: 'money', currency: 'CNY' }, path: 'amount', value: 7, operands: [] },
            { operator: 'literal', type: { kind: 'money', currency: 'CNY' }, path: 'amount', value: 5, operands: [] },
          ],
        },
      ],
    });
  });

  it('keeps the issue at the expression that failed', () => {
    const failed = trace(rule({ '>': [{ var: 'amount' }, 5] }), environment({ amount: 'x' }));
    expect(failed.value).toBeUndefined();
    expect(failed.operands[0]?.issue).toMatchObject({ code: 'rule/type', path: '/>/0' });
  });

  it('of a long list keeps the first rows and the one that decided', () => {
    const rows = Array.from({ length: 500 }, (_, cost) => ({ cost }));
    const kept = trace(
      rule({ some: [{ var: 'items' }, { '>': [{ var: 'cost' }, 450] }] }),
      environment({ items: rows }),
    );
    expect(kept.operands.length).toBeLessThan(25);
    expect(kept.operands.at(-1)).toMatchObject({ value: true, operands: [{ value: 451 }, { value: 450 }] });
  });

  it('is plain JSON and comes to what evaluation comes to, for 2,000 random rules', () => {
    for (let seed = 0; seed < 2000; seed++) {
      const chance = new Chance(seed);
      const json = new RuleMaker(chance, queryGrammar).make(chance.of(['boolean', 'number', 'text']), 4);
      const parsed = parseRule(json, { scope: randomScope });
      if (!parsed.ok) throw new Error(JSON.stringify([seed, parsed.issues]));
      const env = environment(randomData(chance, true));
      const told = trace(parsed.value, env);
      const result = evaluate(parsed.value, env);
      expect(JSON.parse(JSON.stringify(told))).toEqual(told);
      expect(told.value, JSON.stringify(json)).toEqual(result.ok ? result.value : undefined);
      expect(told.issue?.code).toBe(result.ok ? undefined : result.issue.code);
    }
  });
});

describe('the schema of rules', () => {
  it('takes what the parser takes, for 300 random rules', () => {
    for (let seed = 0; seed < 300; seed++) {
      const json = new RuleMaker(new Chance(seed), queryGrammar).make('boolean', 3);
      expect(matchSchema(ruleSchema, json), JSON.stringify(json)).toEqual([]);
    }
  });

  it.each([[{}], [{ '==': [1, 2], x: 1 }], [{ nope: 1 }], [null], [{ and: [{ nope: true }] }]])(
    'refuses %j',
    (json) => {
      expect(matchSchema(ruleSchema, json).length).toBeGreaterThan(0);
    },
  );
});
