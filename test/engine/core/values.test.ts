import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, hashOf } from '../../../engine/core/canonical.ts';
import { issue, messageOf, under } from '../../../engine/core/issue.ts';
import type { Json } from '../../../engine/core/json.ts';
import { type IssueCode, messages } from '../../../engine/core/messages/index.ts';
import { didYouMean, isFieldName, isKey, isPrototypeName, nearest } from '../../../engine/core/names.ts';
import { pointer, segmentsOf, valueAt, valueAtDotted, withValueAt } from '../../../engine/core/pointer.ts';
import { isText, localeFrom, localise } from '../../../engine/core/text.ts';

const record: Json = { a: { 'b/c': [1, { 'd~e': 'x' }] }, n: null };

describe('a JSON pointer', () => {
  it.each([
    ['', record],
    ['/a/b~1c/0', 1],
    ['/a/b~1c/1/d~0e', 'x'],
    ['/n', null],
    ['/a/b~1c/01', undefined],
    ['/a/b~1c/-', undefined],
    ['/a/b~1c/length', undefined],
    ['/__proto__', undefined],
    ['/a/constructor/name', undefined],
  ])('%s', (path, found) => expect(valueAt(record, path)).toEqual(found));

  it('is made of any segments and read back', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (segments) => {
        expect(segmentsOf(pointer(...segments))).toEqual(segments);
      }),
    );
  });

  it('reads dotted paths too', () => {
    expect([
      valueAtDotted({ a: { b: 1 } }, 'a.b'),
      valueAtDotted({ a: 1 }, 'a.b'),
      valueAtDotted({}, 'toString'),
    ]).toEqual([1, undefined, undefined]);
  });

  it.each<[string, Json, string, Json | undefined, Json]>([
    ['sets', { a: 1 }, '/b', 2, { a: 1, b: 2 }],
    ['sets deeply, making what is missing', {}, '/a/b', 1, { a: { b: 1 } }],
    ['sets an element', [1, 2], '/1', 3, [1, 3]],
    ['adds an element', [1], '/-', 2, [1, 2]],
    ['removes', { a: 1, b: 2 }, '/a', undefined, { b: 2 }],
    ['removes an element', [1, 2, 3], '/1', undefined, [1, 3]],
    ['replaces the whole', { a: 1 }, '', 5, 5],
    ['leaves alone what cannot be: an index past the end', [1], '/5', 2, [1]],
    ['leaves alone what cannot be: a name in a list', [1], '/x', 2, [1]],
    ['leaves alone what cannot be: a prototype', { a: 1 }, '/__proto__/polluted', true, { a: 1 }],
  ])('%s', (_, before, path, next, after) => {
    const copy = JSON.parse(JSON.stringify(before)) as Json;
    expect(withValueAt(before, path, next)).toEqual(after);
    expect(before).toEqual(copy);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('a canonical text', () => {
  it('is one for one value, whatever the order of its keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
    expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1 }));
    expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: '1' }));
    expect(hashOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });
});

describe('names', () => {
  it('of fields and keys have one form, and none of Object.prototype’s', () => {
    expect(['amount', 'voucherNo', 'a1'].map(isFieldName)).toEqual([true, true, true]);
    expect(
      [
        'Amount',
        '1a',
        'a-b',
        '',
        'constructor',
        'toString',
        '__proto__',
        'actor',
        'today',
        'a\u200bb',
        'ａmount',
      ].filter(isFieldName),
    ).toEqual([]);
    expect(['a-b', 'transfer2'].map(isKey)).toEqual([true, true]);
    expect(['A', 'a_b', 'a--\u202e', 'constructor', '-a', 'x'.repeat(49)].filter(isKey)).toEqual([]);
  });

  it('of Object.prototype are all known', () => {
    expect(Object.getOwnPropertyNames(Object.prototype).filter((name) => !isPrototypeName(name))).toEqual([]);
  });

  it('that are misspelt find the nearest', () => {
    expect(nearest('amont', ['amount', 'account'])).toBe('amount');
    expect(nearest('zzz', ['amount'])).toBeUndefined();
    expect(didYouMean('amont', ['amount'])).toEqual({
      en: ' (did you mean "amount"?)',
      'zh-CN': '（是否想写“amount”？）',
    });
    expect(didYouMean('zzz', ['amount'])).toBe('');
  });
});

describe('texts', () => {
  it('are found in the reader’s language, else in what there is', () => {
    expect([
      localise({ en: 'a', 'zh-CN': '甲' }, 'zh-CN'),
      localise({ en: 'a' }, 'zh-CN'),
      localise({ 'zh-CN': '甲' }, 'en'),
      localise('x', 'en'),
      localise(undefined, 'en'),
    ]).toEqual(['甲', 'a', '甲', 'x', '']);
    expect([
      isText('x'),
      isText({ en: 'x' }),
      isText({}),
      isText({ fr: 'x' }),
      isText({ en: 1 }),
      isText(null),
    ]).toEqual([true, true, false, false, false, false]);
    expect([
      localeFrom('zh-TW,en;q=0.5'),
      localeFrom('fr, en-GB'),
      localeFrom(undefined, 'zh-CN'),
      localeFrom('xx'),
    ]).toEqual(['zh-CN', 'en', 'zh-CN', 'en']);
  });
});

describe('the language of a reader', () => {
  it.each([
    ['zh;q=0.1,en;q=0.9', 'en'],
    ['en;q=0.1, zh-CN;q=0.9', 'zh-CN'],
    ['en;q=0, zh;q=0.1', 'zh-CN'],
    ['fr, zh;q=0.5, en;q=0.5', 'zh-CN'],
    ['en;q=zero', 'en'],
    ['enx', 'en'],
  ])('B27: is of %s the one with the greatest weight: %s', (header, locale) => {
    expect(localeFrom(header)).toBe(locale);
  });
});

describe('messages', () => {
  const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

  it.each(Object.entries(messages))('%s says the same in both languages', (_, text) => {
    const { en, 'zh-CN': zh } = text as { en: string; 'zh-CN': string };
    expect(en).toMatch(/\S/);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(placeholders(zh)).toEqual(placeholders(en));
  });

  it('are filled in with values, lists and texts of the reader’s language', () => {
    const found = issue('definition/value', '/a', {
      found: { en: 'x', 'zh-CN': '某' },
      allowed: ['a', { en: 'b', 'zh-CN': '乙' }],
    });
    expect([messageOf(found, 'en'), messageOf(found, 'zh-CN')]).toEqual([
      'x is not one of a, b',
      '某 不在可选值 a、乙 之内',
    ]);
    expect(messageOf({ ...found, text: { en: 'Own {found}', 'zh-CN': '自定' } }, 'en')).toBe('Own x');
    expect(messageOf(issue('definition/value' as IssueCode, '', {}), 'en')).toContain('{found}');
    expect(under('/forms/a', [found])[0]?.path).toBe('/forms/a/a');
  });
});
