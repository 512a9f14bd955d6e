import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isJsonObject,
  type Json,
  type JsonObject,
  locales,
  type Text,
  toStructureValidator,
  valueAt,
} from '../../engine/core/index.ts';
import { compileStructure } from '../../engine/core/json-schema-compiler.ts';
import {
  checkValue,
  commonProperties,
  type Field,
  type FieldLinks,
  type FieldShape,
  type FieldTypeName,
  fieldSchema,
  fieldTypeOf,
  fieldTypes,
  formatValue,
  maskValue,
  normaliseValue,
  parseField,
} from '../../engine/fields/index.ts';
import { outlineOf } from '../../engine/forms/index.ts';
import { evaluate, parseRule } from '../../engine/rules/index.ts';
import { type FieldFixture, fieldFixtures } from './fields-fixtures.ts';

const partner = outlineOf({
  kind: 'form',
  key: 'partner',
  title: 'Partner',
  fields: {
    name: { type: 'text' },
    level: { type: 'text' },
    limit: { type: 'money' },
    rows: { type: 'line-items', fields: { a: { type: 'text' } } },
  },
});
const colours = { key: 'colours', title: 'Colours', items: [{ key: 'red', title: 'Red' }] };
const links: FieldLinks = {
  options: (key) => (key === 'colours' ? colours : undefined),
  form: (key) => (key === 'partner' ? partner : undefined),
};
const checking = { today: '2026-11-24' };
const reading = { locale: 'en', zone: 'Asia/Shanghai' } as const;

function declare(type: string, own: JsonObject): Field {
  const parsed = parseField({ type, ...own }, '/fields/x', links);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

function stored(field: Field, value: Json): Json {
  return normaliseValue(field, value) ?? null;
}

function structureOf(field: Field) {
  const module = { exports: {} as unknown };
  new Function('module', 'exports', compileStructure(field.kind.schema(field.declaration) as JsonObject))(
    module,
    module.exports,
  );
  return toStructureValidator(module.exports);
}

describe.each(Object.entries(fieldFixtures) as [FieldTypeName, FieldFixture][])('field type %s', (type, fixture) => {
  const field = declare(type, fixture.declaration);
  const { kind } = field;

  it.each(fixture.accepts)('accepts %j', (value) => {
    expect(checkValue(field, stored(field, value), checking)).toEqual([]);
  });

  it.each(fixture.rejects)('rejects %j with %s', (value, code, own) => {
    const other = own ? declare(type, own) : field;
    expect(checkValue(other, stored(other, value), checking).map((found) => found.code)).toEqual([code]);
  });

  it.each(fixture.warns ?? [])('takes %j with the warning %s', (value, code) => {
    const found = checkValue(field, stored(field, value), checking);
    expect(found.map((one) => [one.code, one.severity])).toEqual([[code, 'warning']]);
  });

  it.each(fixture.stores)('stores %j as %j', (value, expected) => {
    expect(normaliseValue(field, value)).toEqual(expected);
  });

  it.each(fixture.shows)('shows %j as %j in English and %j in Chinese', (value, en, zh) => {
    expect(formatValue(field, value, reading)).toBe(en);
    expect(formatValue(field, value, { ...reading, locale: 'zh-CN' })).toBe(zh);
  });

  it.each(fixture.masks)('masks %j as %j', (value, masked) => {
    expect(maskValue(field, value, { ...reading, locale: 'zh-CN' })).toBe(masked);
  });

  it.each(fixture.declares)('takes the declaration %j', (own) => {
    expect(parseField({ type, ...own }, '/fields/x', links)).toMatchObject({ ok: true });
  });

  it.each(fixture.refuses)('refuses the declaration %j with %s at "%s"', (own, code, path) => {
    const parsed = parseField({ type, ...own }, '/fields/x', links);
    expect(parsed.ok ? [] : parsed.issues.map((found) => [found.code, found.path])).toContainEqual([
      code,
      `/fields/x${path}`,
    ]);
  });

  it('names a misspelt key and what was meant', () => {
    const parsed = parseField({ type, ...fixture.declaration, requird: true }, '/fields/x', links);
    expect(parsed).toMatchObject({
      issues: [
        {
          code: 'definition/unknown-key',
          path: '/fields/x/requird',
          params: { hint: { en: ' (did you mean "required"?)' } },
        },
      ],
    });
  });

  it.each([null, '', '  ', '\u3000', []])('stores nothing for %j', (empty) => {
    expect(normaliseValue(field, empty)).toBeUndefined();
    expect(kind.isEmpty(empty)).toBe(true);
  });

  it('stores every value in the shape that it says', () => {
    const isValue = (value: Json) => typeof value !== 'object';
    const hasId = (value: Json) => isJsonObject(value) && typeof value.id === 'string';
    const shapes: { [S in FieldShape]: (value: Json) => boolean } = {
      value: isValue,
      keys: (value) => Array.isArray(value) && value.every(isValue),
      link: hasId,
      files: (value) => Array.isArray(value) && value.every(hasId),
      rows: (value) => Array.isArray(value) && value.every(isJsonObject),
    };
    for (const value of fixture.accepts) expect(shapes[kind.shape](stored(field, value)), String(value)).toBe(true);
    expect(kind.target !== undefined).toBe(kind.shape === 'link' || kind.shape === 'files');
    expect(kind.report !== undefined).toBe(kind.shape !== 'files' && kind.shape !== 'rows');
  });

  it('begins with a declaration that is taken', () => {
    const { fresh = {}, declaration } = kind;
    const asks = declaration.required?.filter((key) => !(key in fresh)) ?? [];
    // Which form a reference points into is the analyst's to say.
    expect(asks).toEqual(kind.target === 'record' ? ['form', 'display'] : []);
    const given = Object.fromEntries(asks.map((key) => [key, fixture.declaration[key] ?? null]));
    expect(parseField({ type, title: kind.label, ...fresh, ...given }, '/fields/x', links)).toMatchObject({ ok: true });
  });

  it('has an example that people read, or leaves it to the title', () => {
    const context = { firstOption: () => 'First' };
    for (const locale of locales) {
      const example = kind.example?.(field.json, { ...context, locale });
      if (kind.group === 'number' || kind.group === 'time' || kind.group === 'choice') expect(example).toMatch(/\S/);
    }
  });

  it('compiles its structure, which takes whatever it accepts', () => {
    const structure = structureOf(field);
    for (const value of fixture.accepts) expect(structure(stored(field, value))).toEqual([]);
    for (const [, value] of fixture.stores) expect(structure(value)).toEqual([]);
  });

  it('is read by rules as what it stores', () => {
    const rule = parseRule({ var: 'x' }, { scope: { x: kind.ruleType(field.declaration) } });
    if (!rule.ok) throw new Error('the rule did not parse');
    for (const value of fixture.accepts) {
      const env = {
        data: { x: stored(field, value) },
        now: '2026-11-24T07:00:00.000Z',
        zone: 'Asia/Shanghai',
        organisation: { isInUnit: () => false, hasRole: () => false },
        calendar: { isWorkday: () => true, hours: { from: 0, to: 1440 } },
      };
      expect(evaluate(rule.value, env)).toEqual({ ok: true, value: stored(field, value) });
    }
  });

  it('is drawn by the control of its name', () => {
    const ui = kind.ui(field.declaration);
    expect([ui['ui:widget'], ui['ui:field']].filter((name) => name !== undefined)).toEqual([type]);
    expect(Object.keys(ui).every((key) => ['ui:widget', 'ui:field', 'ui:options'].includes(key))).toBe(true);
  });

  it('lists properties that exist, labelled in both languages', () => {
    expect(isBilingual(kind.label)).toBe(true);
    const { properties } = fieldSchema(kind) as { properties: JsonObject };
    for (const property of [...commonProperties, ...kind.properties]) {
      expect(valueAt(properties, property.path)).toBeDefined();
      expect(isBilingual(property.label)).toBe(true);
      for (const { label } of property.choices ?? []) expect(isBilingual(label)).toBe(true);
    }
    // Whatever is the type's own can be edited.
    const edited = kind.properties.map(({ path }) => path.slice(1));
    expect(edited.toSorted()).toEqual(Object.keys(kind.declaration.properties).toSorted());
  });

  const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>, fc.constantFrom(...values(fixture)));

  it('normalises once and for all, and never throws', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const once = normaliseValue(field, value);
        expect(normaliseValue(field, once)).toEqual(once);
        const issues = checkValue(field, once, checking);
        for (const locale of locales) {
          expect(typeof formatValue(field, once, { ...reading, locale })).toBe('string');
          const masked = maskValue(field, once, { ...reading, locale });
          expect(masked === undefined || typeof masked === 'string').toBe(true);
        }
        // What has no fault is sound in structure.
        if (once !== undefined && issues.length === 0) expect(soundly(field)(once)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves what it is given as it is', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const before = structuredClone(value);
        checkValue(field, normaliseValue(field, value), checking);
        expect(value).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the list of field types', () => {
  it('finds each by its name and nothing by another', () => {
    for (const kind of fieldTypes) expect(fieldTypeOf(kind.type)).toBe(kind);
    for (const name of ['constructor', 'toString', '', 'txt']) expect(fieldTypeOf(name)).toBeUndefined();
  });

  it('says which type was meant', () => {
    expect(parseField({ type: 'mony' }, '/fields/x', links)).toMatchObject({
      issues: [
        { code: 'field/unknown-type', path: '/fields/x/type', params: { hint: { en: ' (did you mean "money"?)' } } },
      ],
    });
  });

  it.each([undefined, null, 'text', [], {}])('takes no %j for a field', (json) => {
    expect(parseField(json, '/fields/x', links).ok).toBe(false);
  });
});

const structures = new Map<Field, ReturnType<typeof structureOf>>();
function soundly(field: Field) {
  const known = structures.get(field) ?? structureOf(field);
  structures.set(field, known);
  return known;
}

function values(fixture: FieldFixture): Json[] {
  return [...fixture.accepts, ...fixture.rejects.map(([value]) => value), ...fixture.stores.map(([value]) => value)];
}

function isBilingual(text: Text): boolean {
  return isJsonObject(text) && locales.every((locale) => typeof text[locale] === 'string' && text[locale] !== '');
}
