import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Json, type JsonObject, messageOf, toStructureValidator } from '../../../engine/core/index.ts';
import { compileStructure } from '../../../engine/core/json-schema-compiler.ts';
import {
  compute,
  type Form,
  fieldStates,
  prune,
  settle,
  structureSchema,
  validate,
} from '../../../engine/forms/index.ts';
import { contextOf, definition, formOf, formWith, told } from './sample.ts';

function structureOf(form: Form) {
  const module = { exports: {} as unknown };
  new Function('module', 'exports', compileStructure(structureSchema(form)))(module, module.exports);
  return toStructureValidator(module.exports);
}

const settled = (form: Form, data: JsonObject) => settle(form, data, contextOf(form));
describe('rules of a form', () => {
  const kinds = { type: 'choice', options: ['a', 'b', 'c'].map((key) => ({ key, title: key })) };
  const is = (key: string) => ({ '==': [{ var: 'kind' }, key] });
  const withRules = (rules: JsonObject, fields: JsonObject = {}) =>
    formWith({ kind: kinds, note: { type: 'text' }, ...fields }, { rules });

  it.each<[string, JsonObject, JsonObject, boolean]>([
    [
      'hides while a hiding rule holds',
      { r: { when: is('a'), then: { note: { visible: false } } } },
      { kind: 'a' },
      false,
    ],
    ['shows when it does not', { r: { when: is('a'), then: { note: { visible: false } } } }, { kind: 'b' }, true],
    [
      'hides what is shown by a rule until it holds',
      { r: { when: is('a'), then: { note: { visible: true } } } },
      { kind: 'b' },
      false,
    ],
    ['shows it then', { r: { when: is('a'), then: { note: { visible: true } } } }, { kind: 'a' }, true],
    [
      'shows what one of several rules shows',
      {
        r: { when: is('a'), then: { note: { visible: true } } },
        s: { when: is('b'), then: { note: { visible: true } } },
      },
      { kind: 'b' },
      true,
    ],
    [
      'lets hiding beat showing',
      {
        r: { when: is('a'), then: { note: { visible: true } } },
        s: { when: is('a'), then: { note: { visible: false } } },
      },
      { kind: 'a' },
      false,
    ],
    [
      'never holds for an absent operand',
      { r: { when: { '!=': [{ var: 'kind' }, 'a'] }, then: { note: { visible: false } } } },
      {},
      true,
    ],
  ])('%s', (_name, rules, data, expected) => {
    const form = withRules(rules);
    expect(settled(form, data).states['/note']?.visible).toBe(expected);
  });

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'require',
      { r: { when: is('a'), then: { note: { required: true } } } },
      { kind: 'a' },
      { required: true, readonly: false },
    ],
    [
      'relax',
      { r: { when: is('a'), then: { must: { required: false } } } },
      { kind: 'a' },
      { required: false, readonly: false },
    ],
    [
      'lock',
      { r: { when: is('a'), then: { must: { readonly: true } } } },
      { kind: 'a' },
      { required: false, readonly: true },
    ],
    [
      'require, though another relaxes',
      {
        r: { when: is('a'), then: { must: { required: false } } },
        s: { when: is('a'), then: { must: { required: true } } },
      },
      { kind: 'a' },
      { required: true, readonly: false },
    ],
  ])('%s', (_name, rules, data, expected) => {
    const form = withRules(rules, { must: { type: 'text', required: true } });
    const at = JSON.stringify(rules).includes('"must"') ? '/must' : '/note';
    expect(settled(form, data).states[at]).toMatchObject(expected);
  });

  it('narrow options to those that all of them leave', () => {
    const form = withRules(
      {
        r: { when: is('a'), then: { other: { options: ['a', 'b'] } } },
        s: { when: is('a'), then: { other: { options: ['b', 'c'] } } },
      },
      { other: kinds },
    );
    expect(settled(form, { kind: 'a' }).states['/other']?.options).toEqual(['b']);
    expect(told(settled(form, { kind: 'a', other: 'a' }).issues)).toEqual(['field/option-not-open /other']);
    expect(settled(form, { kind: 'b', other: 'a' })).toMatchObject({
      issues: [],
      states: { '/other': { visible: true } },
    });
    expect(settled(form, { kind: 'b' }).states['/other']).not.toHaveProperty('options');
  });

  it('drop the value of what they hide, or keep it', () => {
    const rules = (onHide: string) => ({ r: { when: is('a'), then: { note: { visible: false, onHide } } } });
    expect(settled(withRules(rules('clear')), { kind: 'a', note: 'x' }).data).toEqual({ kind: 'a' });
    expect(settled(withRules(rules('keep')), { kind: 'a', note: 'x' }).data).toEqual({ kind: 'a', note: 'x' });
    const unsaid = { r: { when: is('a'), then: { note: { visible: false } } } };
    expect(settled(withRules(unsaid), { kind: 'a', note: 'x' }).data).toEqual({ kind: 'a' });
  });

  it('do not check what they hide', () => {
    const form = withRules(
      { r: { when: is('a'), then: { must: { visible: false, onHide: 'keep' } } } },
      { must: { type: 'text', required: true, maxLength: 1 } },
    );
    expect(settled(form, { kind: 'a', must: 'too long' }).issues).toEqual([]);
    expect(told(settled(form, { kind: 'b', must: 'too long' }).issues)).toEqual(['field/too-long /must']);
  });

  it('follow from each other until nothing changes: what is cleared is empty for the next', () => {
    const fields = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, { type: 'text' }]));
    const chain = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['d', 'e'],
    ].map(([from = '', to = '']) => [
      `no-${from}`,
      { when: { empty: [{ var: from }] }, then: { [to]: { visible: false } } },
    ]);
    // In the order that takes the most rounds.
    const form = formWith(fields, { rules: Object.fromEntries(chain.reverse()) });
    expect(settled(form, { b: '1', c: '1', d: '1', e: '1' })).toMatchObject({ data: {}, issues: [] });
    expect(settled(form, { a: '1', b: '1', c: '1', d: '1', e: '1' }).data).toEqual({
      a: '1',
      b: '1',
      c: '1',
      d: '1',
      e: '1',
    });
  });

  it('that contradict each other end, and are told', () => {
    const form = formWith(
      { base: { type: 'number' }, twice: { type: 'number', compute: { '*': [{ var: 'base' }, 2] }, title: 'Twice' } },
      { rules: { r: { when: { '>': [{ var: 'twice' }, 5] }, then: { twice: { visible: false } } } } },
    );
    expect(settled(form, { base: 1 })).toMatchObject({ data: { base: 1, twice: 2 }, issues: [] });
    const { issues } = settled(form, { base: 3 });
    expect(told(issues)).toEqual(['form/unsettled ']);
    expect(issues.map((found) => messageOf(found, 'en'))).toEqual([
      'The rules of this form contradict each other about Twice',
    ]);
  });

  it('rest the formula of a field that other fields hide', () => {
    const form = formWith(
      {
        base: { type: 'number' },
        off: { type: 'boolean' },
        twice: { type: 'number', compute: { '*': [{ var: 'base' }, 2] } },
      },
      { rules: { r: { when: { '==': [{ var: 'off' }, true] }, then: { twice: { visible: false } } } } },
    );
    expect(settled(form, { base: 1, off: true })).toMatchObject({ data: { base: 1, off: true }, issues: [] });
    expect(settled(form, { base: 1, off: true, twice: 2 }).data).toEqual({ base: 1, off: true });
    expect(settled(form, { base: 1, off: false }).data).toEqual({ base: 1, off: false, twice: 2 });
  });

  it('that cannot be evaluated refuse the record and say why', () => {
    const form = formWith(
      { a: { type: 'number' }, b: { type: 'text' } },
      { rules: { r: { when: { '>': [{ '/': [1, { var: 'a' }] }, 2] }, then: { b: { required: true } } } } },
    );
    const { issues } = settled(form, { a: 0 });
    expect(told(issues)).toEqual(['form/rule-failed /b']);
    expect(messageOf(issues[0] as never, 'en')).toBe('The rule "r" could not be evaluated: Division by zero');
    expect(settled(form, { a: 0.4 }).states['/b']?.required).toBe(true);
  });
});

describe('rows', () => {
  const form = formWith(
    {
      lines: {
        type: 'line-items',
        minRows: 1,
        maxRows: 3,
        fields: {
          what: { type: 'text', required: true },
          count: { type: 'number' },
          price: { type: 'money' },
          cost: { type: 'money', compute: { '*': [{ var: 'row.price' }, { var: 'row.count' }] } },
          why: { type: 'text', maxLength: 3 },
        },
      },
      total: { type: 'money', compute: { sum: [{ var: 'lines' }, 'cost'] } },
      share: { type: 'percent', compute: { '/': [{ var: 'half' }, { max: [{ var: 'total' }, 1] }] } },
      half: { type: 'money', compute: { '/': [{ var: 'total' }, 2] } },
    },
    {
      rules: {
        dear: { when: { '>': [{ var: 'row.cost' }, 1000] }, then: { 'lines.why': { required: true } } },
        free: {
          when: { '==': [{ var: 'row.price' }, 0] },
          then: { 'lines.why': { visible: false }, 'lines.count': { readonly: true } },
        },
        much: { when: { '>': [{ var: 'total' }, 5000] }, then: { 'lines.what': { readonly: true } } },
      },
      checks: {
        odd: {
          fail: { '>': [{ var: 'row.count' }, 90] },
          path: '/lines/*/count',
          message: 'Too many',
        },
      },
    },
  );

  it('have states and formulas of their own, which other formulas read', () => {
    const { data, states, issues } = settled(form, {
      lines: [
        { what: 'a', count: 2, price: 300 },
        { what: 'b', count: 1, price: 2000, why: 'yes' },
        { what: 'c', count: 1, price: 0, why: 'gone' },
      ],
    });
    expect(data).toEqual({
      lines: [
        { what: 'a', count: 2, price: 300, cost: 600 },
        { what: 'b', count: 1, price: 2000, cost: 2000, why: 'yes' },
        { what: 'c', count: 1, price: 0, cost: 0 },
      ],
      total: 2600,
      half: 1300,
      share: 0.5,
    });
    expect(states['/lines/0/why']).toMatchObject({ visible: true, required: false });
    expect(states['/lines/1/why']).toMatchObject({ visible: true, required: true });
    expect(states['/lines/2/why']).toMatchObject({ visible: false, clear: true });
    expect(states['/lines/2/count']).toMatchObject({ readonly: true });
    expect(states['/lines/0/what']).toMatchObject({ readonly: false });
    expect(issues).toEqual([]);
  });

  it('are asked cell by cell', () => {
    const { issues } = settled(form, {
      lines: [
        { count: 91, price: 50, why: 'long' },
        { what: 'b', price: 'x', colour: 'red' },
      ],
    });
    expect(told(issues)).toEqual([
      'field/unknown-part /lines/1/colour',
      'field/required /lines/0/what',
      'field/too-long /lines/0/why',
      'field/not-an-amount /lines/1/price',
      'form/check /lines/0/count',
    ]);
  });

  it('repeat no value of a column that is unique', () => {
    const list = formWith({
      accounts: {
        type: 'line-items',
        fields: { no: { type: 'text', unique: true, title: 'No.' }, of: { type: 'person', unique: true } },
      },
    });
    const { issues } = settled(list, {
      accounts: [{ no: 'a', of: 'p1' }, { no: 'b' }, {}, {}, { no: ' a ', of: { id: 'p1', title: 'Li' } }],
    });
    expect(told(issues)).toEqual(['form/repeated /accounts/4/no', 'form/repeated /accounts/4/of']);
    expect(messageOf(issues[0] as never, 'en')).toBe('No. is the same as in row 1');
  });

  it('are as many as the field allows; none where some are due is a fault of the field', () => {
    expect(told(settled(form, {}).issues)).toEqual(['field/too-few-rows /lines']);
    expect(told(settled(form, { lines: [] }).issues)).toEqual(['field/too-few-rows /lines']);
    expect(told(settled(form, { lines: Array.from({ length: 4 }, () => ({ what: 'a' })) }).issues)).toEqual([
      'field/too-many-rows /lines',
    ]);
  });
});

describe('checks', () => {
  const form = formWith(
    {
      from: { type: 'date' },
      to: { type: 'date' },
      lines: { type: 'line-items', fields: { from: { type: 'date' }, to: { type: 'date' } } },
    },
    {
      checks: {
        order: {
          fail: { '<': [{ var: 'to' }, { var: 'from' }] },
          path: '/to',
          message: { en: 'Ends before it begins', 'zh-CN': '结束早于开始' },
        },
        long: {
          fail: { '>': [{ 'date-diff': [{ var: 'from' }, { var: 'to' }, 'days'] }, 365] },
          path: '/to',
          message: 'Longer than a year',
          level: 'warning',
        },
        rows: {
          fail: { '<': [{ var: 'row.to' }, { var: 'row.from' }] },
          path: '/lines/*/to',
          message: 'Ends before it begins',
        },
        whole: {
          fail: { and: [{ empty: [{ var: 'from' }] }, { empty: [{ var: 'to' }] }, { empty: [{ var: 'lines' }] }] },
          message: 'Nothing at all',
        },
      },
    },
  );

  it.each<[JsonObject, [string, string, string][]]>([
    [{ from: '2026-01-02', to: '2026-01-01' }, [['/to', 'error', 'Ends before it begins']]],
    [{ from: '2026-01-02', to: '2028-01-01' }, [['/to', 'warning', 'Longer than a year']]],
    // What is absent fails no check.
    [{ from: '2026-01-02' }, []],
    [
      {
        lines: [
          { from: '2026-01-02', to: '2026-01-03' },
          { from: '2026-01-02', to: '2026-01-01' },
        ],
      },
      [['/lines/1/to', 'error', 'Ends before it begins']],
    ],
    [{}, [['', 'error', 'Nothing at all']]],
  ])('of %j tell %j', (data, expected) => {
    expect(settled(form, data).issues.map((found) => [found.path, found.severity, messageOf(found, 'en')])).toEqual(
      expected,
    );
  });

  it('speak the reader’s language', () => {
    expect(messageOf(settled(form, { from: '2026-01-02', to: '2026-01-01' }).issues[0] as never, 'zh-CN')).toBe(
      '结束早于开始',
    );
  });

  it('that cannot be made are not passed', () => {
    const broken = formWith(
      { a: { type: 'number' } },
      { checks: { c: { fail: { '>': [{ '/': [1, { var: 'a' }] }, 2] }, path: '/a', message: 'x' } } },
    );
    expect(told(settled(broken, { a: 0 }).issues)).toEqual(['form/check-failed /a']);
  });
});

describe('settling', () => {
  const form = formOf(definition('forms/transfer.json'));
  const structure = structureOf(form);
  const ctx = contextOf(form, { actor: { ...contextOf(form).actor, roles: ['maker'] } });

  const cells: { [name: string]: fc.Arbitrary<Json> } = {
    what: fc.constantFrom<Json>('Desk', '', ' x ', 5, null),
    cost: fc.constantFrom<Json>(100, '1.00', 5_000_001, -1, 'much', null),
    note: fc.constantFrom<Json>('n', null),
  };
  const values: { [name: string]: fc.Arbitrary<Json> } = {
    applyDate: fc.constantFrom<Json>('2026-11-24', '2026/11/23', '2027-01-01', 'soon', null),
    customer: fc.constantFrom<Json>({ id: 'c1', name: 'A' }, 'c2', { name: 'A' }, 7, ''),
    account: fc.constantFrom<Json>('6222021001112223331', '4111 1111 1111 1111', '1', 1),
    fromAccount: fc.constantFrom<Json>('6222021001112223331', '4111111111111111'),
    purpose: fc.constantFrom<Json>('goods', 'other', 'advance', 'nothing', 3),
    purposeText: fc.constantFrom<Json>('because', '', 'x'.repeat(101), []),
    urgent: fc.constantFrom<Json>(true, false, '是', 'perhaps'),
    dueDate: fc.constantFrom<Json>('2026-12-01', '2026-11-01', null),
    items: fc.oneof(
      fc.array(fc.record(cells, { requiredKeys: [] }) as fc.Arbitrary<Json>, { maxLength: 4 }),
      fc.constantFrom<Json>('none', [1], null),
    ),
    amount: fc.constantFrom<Json>(1, 'x', null),
    voucherNo: fc.constantFrom<Json>('AB123456', 'ab1', '  '),
    paidOn: fc.constantFrom<Json>('2026-11-24', 'x', null),
    stranger: fc.constantFrom<Json>('hello', null),
  };
  const records = fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;

  it('again changes nothing', () => {
    fc.assert(
      fc.property(records, (data) => {
        const once = settle(form, data, ctx, structure);
        expect(settle(form, once.data, ctx, structure)).toEqual(once);
      }),
      { numRuns: 400 },
    );
  });

  it('is its parts in order, and leaves what it is given as it is', () => {
    fc.assert(
      fc.property(records, (data) => {
        const before = structuredClone(data);
        const whole = settle(form, data, ctx, structure);
        expect(data).toEqual(before);
        expect(fieldStates(form, whole.data, ctx)).toEqual(whole.states);
        expect(compute(form, whole.data, ctx)).toEqual(whole.data);
        expect(prune(form, whole.data, whole.states)).toEqual(whole.data);
        expect(validate(form, whole.data, whole.states, ctx, structure)).toEqual(whole.issues);
      }),
      { numRuns: 300 },
    );
  });

  it('finds a record sound with the compiled structure just where it does without', () => {
    fc.assert(
      fc.property(records, (data) => {
        const errors = (issues: { path: string }[]) => new Set(issues.map(({ path }) => path.split('/')[1] ?? ''));
        const whole = settle(form, data, ctx, structure);
        const bare = settle(form, data, ctx);
        expect(bare.data).toEqual(whole.data);
        expect(bare.issues.length === 0).toBe(whole.issues.length === 0);
        expect(errors(bare.issues)).toEqual(errors(whole.issues));
      }),
      { numRuns: 400 },
    );
  });

  it('bears whatever JSON is sent', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(values), '__proto__', 'toString'), fc.jsonValue({ maxDepth: 3 })),
        (data) => {
          const { data: clean } = settle(form, data as JsonObject, ctx, structure);
          expect(Object.hasOwn(clean, '__proto__')).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('sees fields in the order of the layout', () => {
    const shown = Object.entries(settle(form, {}, ctx).states).flatMap(([at, state]) => (state.visible ? [at] : []));
    expect(shown.slice(0, 4)).toEqual(['/no', '/applyDate', '/purpose', '/urgent']);
  });
});
