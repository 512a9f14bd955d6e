// Every attack of the threat list on rules: read what is no data, run data, route by type juggling, exhaust, crash.
import { describe, expect, it, vi } from 'vitest';
import type { Json, JsonObject } from '../../../engine/core/json.ts';
import { evaluate, holds, operators, parseRule, type Scope, trace } from '../../../engine/rules/index.ts';
import { environment, refusals, rule, scope, value } from './rule-support.ts';

const amount = { var: 'amount' };
const prototypeNames = Object.getOwnPropertyNames(Object.prototype);

describe('reading what is no data', () => {
  const paths = [
    '__proto__',
    'constructor',
    'prototype',
    'constructor.constructor',
    'constructor.prototype',
    '__proto__.polluted',
    'constructor.db._connectionString',
    'db.client.options.credentials.password',
    'customer.constructor',
    'customer.__proto__',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '__defineGetter__',
    'amount.constructor',
  ];

  it.each(paths)('var "%s" is refused when the rule is parsed', (path) => {
    expect(refusals({ empty: { var: path } })).toEqual(['rule/unknown-variable /empty/var']);
  });

  it.each(paths)('below a value of unknown type, "%s" is refused or missing', (path) => {
    const json = { empty: { var: `free.${path}` } };
    const isNamed = path.split('.').some((part) => prototypeNames.includes(part) || part === 'prototype');
    if (isNamed) expect(refusals(json)).toEqual(['rule/unknown-variable /empty/var']);
    else expect(value(json, { free: { other: 1 } })).toBe(true);
  });

  class Document {
    name = 'own';
    get connection(): string {
      return 'mongodb://user:secret@host';
    }
  }
  const holders: [string, unknown][] = [
    ['plain object', {}],
    ['array', [1, 2]],
    ['text', 'text'],
    ['date', new Date(0)],
    ['document', new Document()],
  ];

  it.each(holders)('a scope that names every member of Object.prototype reads nothing of a %s', (_, holder) => {
    for (const name of prototypeNames) {
      const open: Scope = Object.create(null);
      Object.defineProperty(open, name, { value: { kind: 'unknown' }, enumerable: true });
      expect(parseRule({ empty: { var: name } }, { scope: open }).ok, name).toBe(false);
      expect(parseRule({ empty: { var: `free.${name}` } }, { scope }).ok, name).toBe(false);
    }
    // What is inherited by other ways is not own either.
    for (const name of ['connection', 'length', '0', 'getTime']) {
      const found = evaluate(rule({ empty: { var: `free.${name}` } }), environment({ free: holder as Json }));
      expect(found, name).toEqual({ ok: true, value: true });
    }
  });

  it('a polluted prototype is not read', () => {
    const data = Object.create({ amount: 9_999_999_999 }) as JsonObject;
    expect(value({ '>': [amount, 1] }, data)).toBe(false);
  });
});

describe('data is never run', () => {
  const shapes: Json[] = [
    ...operators.map(({ name }) => ({ [name]: [{ var: 'amount' }, 1] })),
    { method: ['x', 'constructor'] },
    { log: 'customer' },
    { if: [true, 'PASS', 'DENY'] },
    [{ var: 'secret' }],
  ];

  it('whatever its shape: a rule in the data comes back as it is', () => {
    for (const shape of shapes) {
      expect(value({ var: 'free' }, { free: shape, amount: 7, secret: 's' })).toEqual(shape);
      expect(value({ map: [{ var: 'free' }, { var: '' }] }, { free: [shape] })).toEqual([shape]);
      expect(value({ if: [true, { var: 'free' }] }, { free: shape })).toEqual(shape);
    }
  });

  it('a value of the data asks nothing of the organisation, the calendar or the console', () => {
    const env = environment({ free: { 'has-role': ['p1', 'finance'] }, amount: 1 });
    const asked = vi.spyOn(env.organisation, 'hasRole');
    const logged = vi.spyOn(console, 'log');
    const json = {
      and: [{ '!': { empty: { var: 'free' } } }, { '==': [{ length: { cat: ['a', { var: 'note' }] } }, 1] }],
    };
    expect(holds(rule(json), env)).toEqual({ holds: true });
    trace(rule(json), env);
    expect(asked).not.toHaveBeenCalled();
    expect(logged).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it.each(['missing', 'missing_some', 'log', 'reduce', 'merge', 'method', 'cat.name', '===', '?:'])(
    'the operator "%s" does not exist',
    (name) => expect(refusals({ [name]: [1] })).toEqual([`rule/unknown-operator /${name}`]),
  );
});

describe('an amount that is no amount never decides who approves', () => {
  // None of these may be read as an amount; nothing at all means that no amount is given.
  const encodings: Json[] = [
    'abc',
    '',
    ' ',
    '0',
    '1',
    '100000000',
    '1e9',
    '0x1E8480',
    '１００００００',
    '１',
    '٥٠٠٠٠',
    '1,000,000',
    '1_000_000',
    '1000000n',
    '+5',
    '-5',
    '5000001.00',
    ' 5000001',
    '5000001 ',
    '\u00a05000001',
    '5000001\n',
    '5000001\u200b',
    'NaN',
    'Infinity',
    '-Infinity',
    'null',
    'true',
    '[9e9]',
    true,
    false,
    [],
    [9e9],
    ['9e9'],
    [[]],
    {},
    { valueOf: 9e9 },
    { $numberLong: '9000000000' },
    { amount: 9e9 },
    0.5,
    5000000.5,
    9e15 + 0.5 + 2e15,
    1e21,
  ];
  const rules: Json[] = [
    { '>': [amount, 5_000_000] },
    { '<=': [amount, 5_000_000] },
    { '==': [amount, 0] },
    { '!=': [amount, 0] },
    { '<': [0, amount, 5_000_000] },
    { between: [amount, 0, 5_000_000] },
    { in: [amount, [0, 1, 9_000_000_000]] },
    { '>': [{ '+': [amount, 1] }, 5_000_000] },
    { '>': [{ '*': [amount, 2] }, 5_000_000] },
    { '>': [{ max: [amount, 1] }, 5_000_000] },
    { '!': { '>': [amount, 5_000_000] } },
    { if: [{ '>': [amount, 5_000_000] }, true, false] },
  ];

  it(`${encodings.length} encodings × ${rules.length} rules: every one is an issue, none a route`, () => {
    expect(encodings.length).toBeGreaterThanOrEqual(40);
    for (const json of rules) {
      const parsed = rule(json);
      for (const encoding of encodings) {
        const found = holds(parsed, environment({ amount: encoding }));
        expect(found, JSON.stringify([json, encoding])).toMatchObject({
          holds: false,
          issue: { code: 'rule/type', params: { name: 'amount' } },
        });
      }
    }
  });

  it('what reads as money in JSON is refused in arithmetic with floats', () => {
    expect(value({ '==': [{ '+': [0.1, 0.2] }, 0.3] })).toBe(true);
    expect(refusals({ '+': ['12abc', '1'] })).toEqual(['rule/operand-type /+/0', 'rule/operand-type /+/1']);
  });

  it('a list is not a text, and a part of a text is no role', () => {
    expect(value({ '==': [{ var: 'actor.name' }, 'admin'] }, { actor: { name: ['admin'] } })).toBe('! rule/type');
    expect(refusals({ in: [{ var: 'purpose' }, 'admin,manager'] })).toEqual(['rule/operand-type /in/1']);
  });
});

describe('a guard is true by what it says, never by its shape', () => {
  const boolean = { kind: 'boolean' } as const;
  const guard: Json = { and: [{ '>': [amount, 5_000_000] }, { '==': [{ var: 'purpose' }, 'loan'] }] };

  it.each([
    ['two operators', { '==': [1, 2], x: 1 }, ['rule/one-operator ']],
    ['two operators inside', { if: [{ '==': [1, 2], x: 1 }, true, false] }, ['rule/one-operator /if/0']],
    ['no operator', {}, ['rule/one-operator ']],
    ['a list around a rule', [{ '==': [1, 2] }], ['rule/result-type ']],
    ['a text', 'false', ['rule/result-type ']],
    ['a number', 1, ['rule/result-type ']],
    ['a branch that is no yes/no', { if: [true, 'PASS', 'DENY'] }, ['rule/result-type ']],
  ])('%s is refused', (_, json, issues) => expect(refusals(json, boolean)).toEqual(issues));

  // Each mutation at each place of a valid guard.
  function mutations(json: Json): Json[] {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return [];
    const [name = ''] = Object.keys(json);
    const operand = json[name] as Json;
    const inside = Array.isArray(operand)
      ? operand.flatMap((part, index) => mutations(part).map((changed) => ({ [name]: operand.with(index, changed) })))
      : [];
    return [{ ...json, x: 1 }, [json], {}, { [`${name}x`]: operand }, ...inside];
  }

  it('every added key, wrapped rule, emptied rule and misspelt operator is refused with a place', () => {
    const changed = mutations(guard);
    expect(changed.length).toBeGreaterThanOrEqual(20);
    for (const json of changed) {
      const issues = refusals(json, boolean);
      expect(issues.length, JSON.stringify(json)).toBeGreaterThan(0);
    }
  });
});

describe('a rule cannot exhaust the process', () => {
  const numbers = Array.from({ length: 300 }, (_, index) => index);
  const cpuBomb = { some: [numbers, { some: [numbers, { some: [numbers, { '<': [{ var: '' }, -1] }] }] }] };
  const cellBomb: Json = {
    '>': [{ sum: [{ map: [{ map: [{ map: [{ var: 'scores' }, { var: '' }] }, { var: '' }] }, { var: '' }] }] }, 1],
  };
  const textBomb = { length: { cat: Array.from({ length: 900 }, () => ({ var: 'note' })) } };

  const bombs: [string, Json, JsonObject, string][] = [
    ['steps: lists in lists in lists', cpuBomb, {}, '! rule/budget-steps'],
    ['cells: lists of lists', cellBomb, { scores: Array.from({ length: 6000 }, () => 1) }, '! rule/budget-cells'],
    ['characters: one text many times', textBomb, { note: 'x'.repeat(10_000) }, '! rule/budget-chars'],
    [
      'characters: a text in upper case, row by row',
      { count: [{ var: 'scores' }, { '==': [{ upper: 'x'.repeat(60_000) }, 'X'] }] },
      { scores: [1, 2, 3] },
      '! rule/budget-chars',
    ],
  ];

  it.each(bombs)('%s', (_, json, data, stopped) => {
    const parsed = rule(json);
    const before = process.memoryUsage().rss;
    const result = evaluate(parsed, environment(data));
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
    expect(result.ok ? result.value : `! ${result.issue.code}`).toBe(stopped);
  });

  it('the memory bomb has no operators to be written with', () => {
    const bomb = { reduce: [numbers.slice(0, 40), { merge: [{ var: 'accumulator' }, { var: 'accumulator' }] }, [1]] };
    expect(refusals(bomb)).toEqual(['rule/unknown-operator /reduce']);
  });

  it('the budget is of one evaluation: the next one begins anew', () => {
    const parsed = rule({ some: [numbers, { '<': [{ var: '' }, -1] }] });
    for (let i = 0; i < 100; i++) expect(evaluate(parsed, environment({})).ok).toBe(true);
  });

  it('20,000 nested operators are refused without a stack overflow', () => {
    let json: Json = true;
    for (let i = 0; i < 20_000; i++) json = { '!': json };
    expect(refusals(json)).toEqual(['rule/too-deep ']);
  });
});

describe('no data makes a rule throw', () => {
  const traps: Json[] = [
    { indexOf: 1 },
    { toString: 1 },
    { valueOf: 1 },
    { length: -1 },
    { id: {} },
    [null],
    [[[]]],
    { then: 1 },
    -0,
    '\ud800',
  ];
  const fields = ['amount', 'purpose', 'due', 'sentAt', 'items', 'tags', 'customer', 'free', 'urgent', 'actor'];
  const rules = [
    { in: ['x', { var: 'tags' }] },
    { '>': [amount, 1] },
    { contains: [{ var: 'purpose' }, 'x'] },
    { sum: [{ var: 'items' }, 'cost'] },
    { '<': [{ var: 'due' }, { today: [] }] },
    { year: { var: 'sentAt' } },
    { 'has-role': [{ var: 'actor' }, 'x'] },
    { cat: [{ var: 'free' }, { var: 'purpose' }] },
    { empty: { var: 'free' } },
    { some: [{ var: 'items' }, { empty: { var: 'day' } }] },
    { 'is-in-unit': [{ var: 'customer' }, 'x'] },
    { '==': [{ var: 'free' }, { var: 'free' }] },
    { max: [{ var: 'items' }, 'day'] },
    { length: { var: 'tags' } },
    { and: [{ var: 'urgent' }, { var: 'urgent' }] },
  ].map((json) => rule(json));

  it(`${traps.length} traps in ${fields.length} fields: a value or an issue, always`, () => {
    for (const parsed of rules) {
      for (const trap of traps) {
        for (const field of fields) {
          const result = evaluate(parsed, environment({ [field]: trap }));
          expect(typeof result.ok).toBe('boolean');
        }
      }
    }
  });

  it('operators are records of this engine: nothing can be added at run time', () => {
    expect(() => (operators as unknown[]).push({ name: 'sideEffect' })).toThrow(TypeError);
    expect(refusals({ sideEffect: 1 })).toEqual(['rule/unknown-operator /sideEffect']);
  });
});
