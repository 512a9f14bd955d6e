import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asGroup,
  type Condition,
  comparisonOperators,
  ruleOfTable,
  toCondition,
  toRule,
} from '../../../designer/studio/rule-editor/condition.ts';
import type { Json } from '../../../engine/index.ts';

const literal = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const path = fc.constantFrom('total', 'reason', 'customer.level', 'initiator.unit');
const condition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    fc.record({
      kind: fc.constant('compare' as const),
      path,
      operator: fc.constantFrom(...comparisonOperators.filter((one) => one !== 'in')),
      value: literal,
    }),
    fc.record({
      kind: fc.constant('compare' as const),
      path,
      operator: fc.constant('in' as const),
      value: fc.array(literal, { minLength: 1 }),
    }),
    fc.record({
      kind: fc.constant('compare-fields' as const),
      path,
      operator: fc.constantFrom(...comparisonOperators),
      other: path,
    }),
    fc.record({ kind: fc.constant('between' as const), path, from: literal, to: literal }),
    fc.record({ kind: fc.constantFrom('empty' as const, 'filled' as const), path }),
    fc.record({
      kind: fc.constant('group' as const),
      all: fc.boolean(),
      parts: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).condition;

describe('the table of conditions', () => {
  it('loses nothing: every condition comes back from its rule', () => {
    fc.assert(
      fc.property(condition, (one) => {
        expect(toCondition(toRule(one) as Json)).toEqual(one);
      }),
    );
  });

  it('never changes a rule by opening it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (rule) => {
        const shown = toCondition(rule as Json);
        if (shown) expect(normal(toRule(shown) as Json)).toEqual(normal(rule as Json));
      }),
    );
  });

  it.each<Json>([
    { '>': [{ '*': [{ var: 'n' }, 2] }, 9] },
    { if: [{ '==': [{ var: 'x' }, 1] }, true, false] },
    { '>': [{ var: ['n', 0] }, 9] },
    { '<': [1, { var: 'n' }, 5] },
    { some: [{ var: 'lines' }, { '>': [{ var: 'cost' }, 1] }] },
    { and: [{ '==': [{ var: 'x' }, 1] }, { '%': [{ var: 'x' }, 2] }] },
    { and: [] },
    { '==': [{ var: 'x' }, 1], '>': [{ var: 'x' }, 0] },
    true,
    {},
  ])('does not pretend to show %j', (rule) => {
    expect(toCondition(rule)).toBeUndefined();
  });

  it('bugs 18: "is not" keeps rows in which the field is blank, and a rule that leaves them out says so', () => {
    const isNot: Json = { '!': [{ '==': [{ var: 'note' }, 'x'] }] };
    expect(toRule({ kind: 'compare', path: 'note', operator: '!=', value: 'x' })).toEqual(isNot);
    expect(toCondition(isNot)).toEqual({ kind: 'compare', path: 'note', operator: '!=', value: 'x' });
    expect(toRule(toCondition({ '!=': [{ var: 'note' }, 'x'] }) as Condition)).toEqual({
      and: [{ '!': [{ empty: [{ var: 'note' }] }] }, isNot],
    });
  });

  it('writes a table of one row without a group around it', () => {
    const rule = { '>': [{ var: 'total' }, 5000000] };
    expect(ruleOfTable(asGroup(toCondition(rule) as Condition))).toEqual(rule);
  });
});

/** `{ "var": ["x"] }` and `{ "empty": {…} }` are other spellings of the same rule. */
function normal(rule: Json): Json {
  if (Array.isArray(rule)) return rule.map(normal);
  if (typeof rule !== 'object' || rule === null) return rule;
  return Object.fromEntries(
    Object.entries(rule).map(([operator, operands]) => {
      if (operator === 'var')
        return [operator, Array.isArray(operands) && operands.length === 1 ? (operands[0] ?? null) : operands];
      return [operator, (Array.isArray(operands) ? operands : [operands]).map(normal)];
    }),
  );
}
