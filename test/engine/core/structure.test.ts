import { createContext, Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../../engine/core/json-schema.ts';
import { compileStructure } from '../../../engine/core/json-schema-compiler.ts';
import { toStructureValidator } from '../../../engine/core/structure.ts';

const schema: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['no'],
  properties: {
    no: { type: 'string', minLength: 2, maxLength: 5 },
    amount: { type: 'integer', minimum: 1, maximum: 9_007_199_254_740_991 },
    purpose: { enum: ['loan', 'other'] },
    urgent: { type: 'boolean' },
    items: {
      type: 'array',
      minItems: 1,
      maxItems: 2,
      items: { type: 'object', additionalProperties: false, properties: { 'a/b': { type: 'number', multipleOf: 5 } } },
    },
  },
};

/** As the server loads it: a script that sees nothing but `module`. */
function load(source: string) {
  const module = { exports: {} as unknown };
  new Script(source).runInContext(createContext({ module }));
  return toStructureValidator(module.exports);
}
const validate = load(compileStructure(schema));

describe('compiled structure', () => {
  it('takes what fits', () => {
    expect(validate({ no: 'A1', amount: 5, purpose: 'loan', urgent: false, items: [{ 'a/b': 10 }] })).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ['a missing field', {}, ['data/required /no']],
    ['an unknown field', { no: 'A1', x: 1 }, ['data/unknown-key /x']],
    ['a number as text', { no: 'A1', amount: '5' }, ['data/type /amount']],
    ['half a unit', { no: 'A1', amount: 1.5 }, ['data/type /amount']],
    ['an amount that is too small', { no: 'A1', amount: 0 }, ['data/too-small /amount']],
    ['an amount that is not exact', { no: 'A1', amount: 2 ** 60 }, ['data/too-large /amount']],
    ['none of the choices', { no: 'A1', purpose: 'x' }, ['data/value /purpose']],
    ['a text too short', { no: 'A' }, ['data/too-short /no']],
    ['a text too long', { no: 'ABCDEF' }, ['data/too-long /no']],
    ['too many rows', { no: 'A1', items: [{}, {}, {}] }, ['data/too-many /items']],
    ['too few rows', { no: 'A1', items: [] }, ['data/too-few /items']],
    ['a value in a row', { no: 'A1', items: [{}, { 'a/b': 7 }] }, ['data/not-a-multiple /items/1/a~1b']],
    ['an unknown field in a row', { no: 'A1', items: [{ 'x~y': 1 }] }, ['data/unknown-key /items/0/x~0y']],
    ['null', null, ['data/type ']],
    ['a list', [], ['data/type ']],
    ['every fault at once', { amount: '5', x: 1 }, ['data/required /no', 'data/unknown-key /x', 'data/type /amount']],
  ])('points at %s', (_, data, issues) => {
    expect(validate(data).map(({ code, path }) => `${code} ${path}`)).toEqual(issues);
  });

  it('sees own fields only: an inherited one is missing', () => {
    const strange = load(compileStructure({ type: 'object', required: ['constructor', 'toString'] }));
    expect(strange({}).map(({ code }) => code)).toEqual(['data/required', 'data/required']);
    expect(validate(Object.create({ no: 'A1' })).map(({ code }) => code)).toEqual(['data/required']);
  });

  it('imports nothing and generates no code', () => {
    const source = compileStructure(schema);
    expect(source).not.toMatch(/\brequire\b|\bimport\b|new Function|\beval\b/);
  });

  it('tells a bounded number of faults', () => {
    const many = load(compileStructure({ type: 'array', items: { type: 'string' } }));
    expect(many(Array.from({ length: 5000 }, () => 1)).length).toBe(200);
  });

  it('holds nothing but `true` for agreement', () => {
    const promising = Object.assign(() => Promise.resolve(true), { errors: null });
    expect(toStructureValidator(promising)({}).length).toBe(1);
    expect(() => toStructureValidator({})).toThrow(TypeError);
  });
});

describe('only structure is compiled', () => {
  const deep = Array.from({ length: 25 }).reduce<JsonSchema>((items) => ({ type: 'array', items }), { type: 'string' });
  const wide = {
    type: 'object',
    properties: Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`f${index}`, { type: 'string' }])),
  };

  it.each<[string, JsonSchema]>([
    ['$async', { $async: true, type: 'object' }],
    ['$data', { type: 'number', minimum: { $data: '/x' } }],
    ['$id', { $id: 'http://example.com/x', type: 'object' }],
    ['$ref', { $ref: 'http://169.254.169.254/latest' }],
    ['$ref to itself', { type: 'object', properties: { a: { $ref: '#' } } }],
    ['pattern', { type: 'string', pattern: '^(a+)+$' }],
    ['patternProperties', { type: 'object', patternProperties: { '^(a+)+$': {} } }],
    ['format', { type: 'string', format: 'uri' }],
    ['uniqueItems', { type: 'array', uniqueItems: true }],
    ['a misspelt keyword', { type: 'object', requried: ['a'] }],
    ['anyOf', { anyOf: [{ type: 'string' }] }],
    ['an object as a constant', { const: { a: 1 } }],
    ['too many choices', { enum: Array.from({ length: 501 }, (_, index) => index) }],
    ['nesting', deep],
    ['too many fields', wide],
    ['size', { type: 'string', description: 'x'.repeat(300_000) }],
    ['a schema that is none', { type: 'array', items: 5 }],
  ])('%s is refused', (_, refused) => expect(() => compileStructure(refused)).toThrow(Error));

  it('text in a schema stays text', () => {
    const strange = `a'b"c\u2028d\`e\${process.exit(1)}\\`;
    const quoted = load(compileStructure({ type: 'object', properties: { [strange]: { const: strange } } }));
    expect(quoted({ [strange]: strange })).toEqual([]);
    expect(quoted({ [strange]: 'x' }).length).toBe(1);
  });
});
