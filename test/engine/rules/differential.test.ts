// On data of the right types with nothing missing, this engine and json-logic-js mean the same.
import jsonLogic from 'json-logic-js';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../engine/core/json.ts';
import { evaluate, parseRule } from '../../../engine/rules/index.ts';
import { Chance, type Kind, RuleMaker, randomData, randomScope, sharedGrammar } from './random-rule.ts';
import { environment } from './rule-support.ts';

const CASES = Number(process.env.DIFFERENTIAL_CASES ?? 100_000);
const kinds: readonly Kind[] = ['boolean', 'boolean', 'number', 'text'];

type Difference = { seed: number; rule: Json; data: Json; ours: unknown; theirs: unknown };

function compare(seed: number): Difference | 'parse' | 'same' {
  const chance = new Chance(seed);
  const json = new RuleMaker(chance, sharedGrammar).make(chance.of(kinds), 4);
  const parsed = parseRule(json, { scope: randomScope });
  const data = randomData(chance, false);
  if (!parsed.ok) return 'parse';
  const result = evaluate(parsed.value, environment(data));
  const ours = result.ok ? result.value : result.issue.code;
  const theirs = jsonLogic.apply(json as Parameters<typeof jsonLogic.apply>[0], data);
  return same(ours, theirs) ? 'same' : { seed, rule: json, data, ours, theirs };
}

// -0 is written 0; nothing else may differ.
function same(ours: unknown, theirs: unknown): boolean {
  return ours === theirs || JSON.stringify(ours) === JSON.stringify(theirs);
}

describe(`json-logic-js as oracle, ${CASES} random rules`, () => {
  it('agrees on every well-typed rule', () => {
    const differences: Difference[] = [];
    const unparsed: number[] = [];
    for (let seed = 0; seed < CASES && differences.length < 5 && unparsed.length < 5; seed++) {
      const found = compare(seed);
      if (found === 'parse') unparsed.push(seed);
      else if (found !== 'same') differences.push(found);
    }
    expect(differences).toEqual([]);
    expect(unparsed).toEqual([]);
  }, 600_000);
});
