import { Query } from 'mingo';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../engine/core/json.ts';
import { type Filter, holds, operators, parseRule, toQuery } from '../../../engine/rules/index.ts';
import { everyOperator } from './every-operator.ts';
import { Chance, type Grammar, queryGrammar, RuleMaker, randomData, randomScope } from './random-rule.ts';
import { environment, rule } from './rule-support.ts';

const stored = (path: string) => (path.startsWith('actor') ? undefined : `data.${path}`);

function queryOf(json: Json, data: JsonObject = {}): Filter | string[] {
  const made = toQuery(rule(json), environment(data), { field: stored });
  return made.ok ? made.value : made.issues.map(({ code, path }) => `${code} ${path}`);
}

const amount = { var: 'amount' };

describe('a rule as a filter', () => {
  it.each<[string, Json, Filter]>([
    ['a comparison', { '>': [amount, 5] }, { 'data.amount': { $gt: 5 } }],
    ['the constant first', { '>=': [5, amount] }, { 'data.amount': { $lte: 5 } }],
    ['unequal asks for presence too', { '!=': [{ var: 'purpose' }, 'x'] }, { 'data.purpose': { $nin: ['x', null] } }],
    [
      'what the actor is, is known beforehand',
      { '==': [{ var: 'customer.id' }, { var: 'actor.id' }] },
      { 'data.customer.id': { $eq: 'p1' } },
    ],
    ['a condition on the actor alone', { or: [{ '==': [{ var: 'actor.id' }, 'p1'] }, { '>': [amount, 5] }] }, {}],
    [
      'a condition on the actor that fails',
      { and: [{ '==': [{ var: 'actor.id' }, 'p2'] }, { '>': [amount, 5] }] },
      { $nor: [{}] },
    ],
    ['the smallest of known values', { '>': [amount, { min: [2, 3] }] }, { 'data.amount': { $gt: 2 } }],
    ['today', { '<': [{ var: 'due' }, { today: [] }] }, { 'data.due': { $lt: '2026-11-24' } }],
    [
      'a week ago',
      { '>=': [{ var: 'due' }, { 'date-add': [{ today: [] }, '-P7D'] }] },
      { 'data.due': { $gte: '2026-11-17' } },
    ],
    [
      'between',
      { between: [amount, 1, 5] },
      { $and: [{ 'data.amount': { $gte: 1 } }, { 'data.amount': { $lte: 5 } }] },
    ],
    ['one of', { in: [{ var: 'purpose' }, ['a', 'b']] }, { 'data.purpose': { $in: ['a', 'b'] } }],
    ['in a list of the row', { in: ['vip', { var: 'tags' }] }, { 'data.tags': { $elemMatch: { $eq: 'vip' } } }],
    ['an empty list', { empty: { var: 'tags' } }, { $nor: [{ 'data.tags.0': { $exists: true } }] }],
    ['empty', { empty: { var: 'note' } }, { 'data.note': { $in: [null, ''] } }],
    ['not', { '!': { var: 'urgent' } }, { $nor: [{ 'data.urgent': { $eq: true } }] }],
    [
      'some row',
      { some: [{ var: 'items' }, { '>': [{ var: 'cost' }, 5] }] },
      { 'data.items': { $elemMatch: { cost: { $gt: 5 } } } },
    ],
    ['begins with', { 'starts-with': [{ var: 'note' }, '银'] }, { 'data.note': { $gte: '银', $lt: '铷' } }],
    [
      'in a unit, by the units there are',
      { 'is-in-unit': [{ var: 'unit' }, 'east'] },
      { 'data.unit.id': { $in: ['east', 'shanghai'] } },
    ],
  ])('%s', (_, json, filter) => {
    expect(queryOf(json, { actor: { id: 'p1', unit: 'east' } })).toEqual(filter);
  });

  it('a comparison with what the actor lacks takes no row', () => {
    expect(queryOf({ '==': [{ var: 'purpose' }, { var: 'actor.name' }] }, {})).toEqual({ $nor: [{}] });
  });

  it.each<[string, Json, string[]]>([
    ['one field with another', { '>': [amount, { var: 'limit' }] }, ['rule/not-a-filter ']],
    ['a computed field', { '>': [{ '*': [amount, 2] }, 5] }, ['rule/not-a-filter ']],
    [
      'a total of rows',
      { and: [true, { '>': [{ sum: [{ var: 'items' }, 'cost'] }, 5] }] },
      ['rule/not-a-filter /and/1'],
    ],
    ['a part of a text', { contains: [{ var: 'note' }, 'x'] }, ['rule/not-a-filter ']],
    ['B1: the smallest of values of the row', { '>': [{ min: [2, amount] }, 1] }, ['rule/not-a-filter ']],
    [
      'B1: the largest of values of the row',
      { '<': [{ var: 'limit' }, { max: [100, amount] }] },
      ['rule/not-a-filter '],
    ],
    [
      'B1: the smallest in a list of the row',
      { '<': [{ min: [{ var: 'items' }, { var: 'cost' }] }, 5] },
      ['rule/not-a-filter '],
    ],
    ['a rule that is no condition', amount, ['rule/result-type ']],
    ['a constant that fails', { '>': [{ var: 'count' }, { '/': [1, 0] }] }, ['rule/division-by-zero />/1']],
  ])('%s is refused with its place', (_, json, issues) => expect(queryOf(json)).toEqual(issues));
});

describe('a filter takes exactly the rows for which the rule holds', () => {
  const RULES = 4_000;
  const ROWS = 10;
  const known = new Set(['me', 'me.id', 'me.n']);

  function compareWith(grammar: Grammar) {
    const differences: Json[] = [];
    const used = new Set<string>();
    let translated = 0;
    for (let seed = 0; seed < RULES && differences.length < 3; seed++) {
      const chance = new Chance(seed);
      const json = new RuleMaker(chance, grammar).make('boolean', 3);
      const parsed = parseRule(json, { scope: randomScope });
      if (!parsed.ok) throw new Error(`seed ${seed}: ${JSON.stringify([json, parsed.issues])}`);
      noteOperators(json, used);
      // `me` is who asks: the same for every row, and known beforehand.
      const { me } = randomData(chance, true);
      const asking: JsonObject = me === undefined ? {} : { me };
      const made = toQuery(parsed.value, environment(asking), {
        field: (path) => (known.has(path) ? undefined : `data.${path}`),
      });
      if (!made.ok) continue;
      translated++;
      const query = new Query(made.value);
      for (let row = 0; row < ROWS; row++) {
        const data = randomData(chance, true);
        delete data.me;
        const held = holds(parsed.value, environment({ ...data, ...asking }));
        if (held.issue) continue;
        const taken = query.test({ id: 'r1', data });
        if (taken !== held.holds)
          differences.push({ seed, rule: json, filter: made.value, data, me: me ?? null, taken });
      }
    }
    return { differences, translated, used };
  }

  it(`${RULES} random rules × ${ROWS} random rows`, () => {
    const { differences, translated } = compareWith(queryGrammar);
    expect(differences).toEqual([]);
    expect(translated).toBeGreaterThan(RULES / 2);
  });

  it(`B1: ${RULES} random rules of every operator × ${ROWS} random rows`, () => {
    const { differences, translated, used } = compareWith(everyOperator);
    expect(differences).toEqual([]);
    expect(translated).toBeGreaterThan(RULES / 4);
    expect(operators.map(({ name }) => name).filter((name) => !used.has(name))).toEqual(['now']);
  });
});

function noteOperators(json: Json, used: Set<string>): void {
  if (typeof json !== 'object' || json === null) return;
  if (!Array.isArray(json)) for (const name of Object.keys(json)) used.add(name);
  for (const inner of Object.values(json)) noteOperators(inner, used);
}
