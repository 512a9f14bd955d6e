import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../engine/core/issue.ts';
import { type JsonSchema, matchSchema } from '../../../engine/core/json-schema.ts';

const schema: JsonSchema = {
  type: 'object',
  required: ['kind', 'key'],
  additionalProperties: false,
  properties: {
    kind: { const: 'form' },
    key: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', maxLength: 20 },
    title: { $ref: '#/$defs/text' },
    columns: { type: 'integer', minimum: 1, maximum: 4 },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 3, uniqueItems: true },
    order: { enum: ['parallel', 'sequence'] },
    fields: {
      type: 'object',
      propertyNames: { pattern: '^[a-z][A-Za-z0-9]*$' },
      additionalProperties: { $ref: '#/$defs/field' },
      maxProperties: 3,
    },
    'a/b %': { type: 'object', additionalProperties: false },
    limits: { allOf: [{ type: 'object', properties: { min: { type: 'number' } } }, { required: ['min'] }] },
  },
  $defs: {
    text: {
      anyOf: [
        { type: 'string' },
        {
          type: 'object',
          additionalProperties: false,
          minProperties: 1,
          properties: { en: { type: 'string' }, 'zh-CN': { type: 'string' } },
        },
      ],
    },
    field: {
      oneOf: [
        {
          type: 'object',
          required: ['type'],
          additionalProperties: false,
          properties: { type: { const: 'money' }, currency: { type: 'string' }, min: { type: 'integer' } },
        },
        {
          type: 'object',
          required: ['type'],
          additionalProperties: false,
          properties: { type: { const: 'text' }, maxLength: { type: 'integer' } },
        },
        {
          type: 'object',
          required: ['type', 'fields'],
          additionalProperties: false,
          properties: {
            type: { const: 'line-items' },
            fields: { type: 'object', additionalProperties: { $ref: '#/$defs/field' } },
          },
        },
      ],
    },
  },
};

const base = { kind: 'form', key: 'transfer' };
const found = (json: unknown) => matchSchema(schema, json).map(({ code, path }) => `${code} ${path}`);

describe('a definition that has the shape of its schema', () => {
  it.each([
    [base],
    [{ ...base, title: 'Transfer', columns: 2, fields: { amount: { type: 'money', min: 1 } } }],
    [{ ...base, title: { en: 'T', 'zh-CN': '转账' } }],
  ])('%j', (json) => {
    expect(matchSchema(schema, json)).toEqual([]);
  });
});

describe('a definition is refused, with the place, for', () => {
  it.each<[string, unknown, string[]]>([
    ['a missing key', { kind: 'form' }, ['definition/required ']],
    ['a misspelt key', { ...base, colums: 2 }, ['definition/unknown-key /colums']],
    ['a wrong type', { ...base, columns: '2' }, ['definition/type /columns']],
    ['no whole number', { ...base, columns: 1.5 }, ['definition/type /columns']],
    ['a number out of range', { ...base, columns: 5 }, ['definition/range /columns']],
    ['a word that is none of the choices', { ...base, order: 'serial' }, ['definition/value /order']],
    ['the wrong kind', { ...base, kind: 'from' }, ['definition/value /kind']],
    ['a text of the wrong form', { ...base, key: 'Transfer' }, ['definition/pattern /key']],
    ['a text that is too long', { ...base, key: 'x'.repeat(30) }, ['definition/range /key']],
    ['a list that is too long', { ...base, tags: ['a', 'b', 'c', 'd'] }, ['definition/range /tags']],
    ['an element of a list', { ...base, tags: ['a', 1] }, ['definition/type /tags/1']],
    ['an element twice', { ...base, tags: ['a', 'a'] }, ['definition/range /tags']],
    ['a name of the wrong form', { ...base, fields: { Amount: { type: 'text' } } }, ['definition/name /fields/Amount']],
    ['an unknown key behind a reference', { ...base, title: { fr: 'Virement' } }, ['definition/unknown-key /title/fr']],
    ['none of several shapes', { ...base, title: 5 }, ['definition/type /title']],
    [
      'a key of the shape that was meant',
      { ...base, fields: { amount: { type: 'money', curency: 'CNY' } } },
      ['definition/unknown-key /fields/amount/curency'],
    ],
    [
      'a value of the shape that was meant',
      { ...base, fields: { amount: { type: 'money', min: 'x' } } },
      ['definition/type /fields/amount/min'],
    ],
    [
      'a shape that there is not',
      { ...base, fields: { amount: { type: 'mony' } } },
      ['definition/value /fields/amount/type'],
    ],
    [
      'a nested shape',
      { ...base, fields: { items: { type: 'line-items', fields: { cost: { type: 'money', mn: 1 } } } } },
      ['definition/unknown-key /fields/items/fields/cost/mn'],
    ],
    ['what one of several schemas together asks', { ...base, limits: {} }, ['definition/required /limits']],
    [
      'an unknown key below a key with strange characters',
      { ...base, 'a/b %': { 'c~d': 1 } },
      ['definition/unknown-key /a~1b %/c~0d'],
    ],
    [
      'several faults at once',
      { kind: 'form', columns: '2', x: 1 },
      ['definition/required ', 'definition/type /columns', 'definition/unknown-key /x'],
    ],
    ['a list in place of an object', [], ['definition/type ']],
    ['nothing at all', undefined, ['definition/type ']],
  ])('%s', (_, json, issues) => expect(found(json).sort()).toEqual(issues.sort()));

  it('a name of Object.prototype, anywhere', () => {
    expect(found(JSON.parse('{"kind":"form","key":"a","fields":{"__proto__":{"type":"text"}}}'))).toEqual([
      'json/forbidden-key /fields/__proto__',
    ]);
    expect(found({ ...base, title: { constructor: 'x' } })).toEqual(['json/forbidden-key /title/constructor']);
  });

  it('with the path before it that the caller gives', () => {
    expect(matchSchema(schema, { ...base, x: 1 }, '/forms/a')[0]?.path).toBe('/forms/a/x');
  });
});

describe('a refusal says what would be legal', () => {
  it.each<[unknown, string, string]>([
    [
      { ...base, colums: 2 },
      '"colums" is not known here (did you mean "columns"?)',
      '此处不能使用“colums”（是否想写“columns”？）',
    ],
    [
      { ...base, order: 'serial' },
      'serial is not one of parallel, sequence',
      'serial 不在可选值 parallel、sequence 之内',
    ],
    [
      { ...base, fields: { a: { type: 'mony' } } },
      'mony is not one of money, text, line-items',
      'mony 不在可选值 money、text、line-items 之内',
    ],
    [{ ...base, title: 5 }, 'Expected a text, an object, found a number', '应为 文本、对象，实际为 数字'],
    [{ ...base, columns: 9 }, 'Must be at most 4', '必须不大于 4'],
    [{ kind: 'form' }, '"key" is missing', '缺少“key”'],
    [{ ...base, key: 'A' }, '"A" does not have the form ^[a-z][a-z0-9-]*$', '“A”不符合格式 ^[a-z][a-z0-9-]*$'],
  ])('%j', (json, en, zh) => {
    const [first] = matchSchema(schema, json);
    expect(first && [messageOf(first, 'en'), messageOf(first, 'zh-CN')]).toEqual([en, zh]);
  });
});
