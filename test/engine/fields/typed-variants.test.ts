// Variants of what people type that must not change in silence, or that look alike.

import unhomoglyph from 'unhomoglyph';
import { describe, expect, it } from 'vitest';
import {
  alike,
  isUnseen,
  type Json,
  type JsonObject,
  messageOf,
  parseMoney,
  searchable,
} from '../../../engine/core/index.ts';
import { lookAlikes } from '../../../engine/core/look-alikes.ts';
import { dayIn } from '../../../engine/fields/date/value.ts';
import { checkValue, normaliseValue, parseField } from '../../../engine/fields/index.ts';
import { numberIn } from '../../../engine/fields/number-text.ts';

describe('a number', () => {
  it.each([
    ['9007199254740990.7', undefined],
    ['1234567890123.4567', undefined],
    ['123456789012.123456789', undefined],
    ['123456789012.345', 123456789012.345],
    ['0.000001', 0.000001],
    ['1000000000000000000', 1e18],
  ])('B24: %s is taken as it is or refused, never rounded', (text, value) => {
    expect(numberIn(text)).toBe(value);
  });
});

describe('an amount', () => {
  it.each([
    ['6万', 6_000_000],
    ['10 万', 10_000_000],
    ['１０　万元', 10_000_000],
    ['¥1.5亿', 15_000_000_000],
    ['1.23456万', 1_234_560],
    ['1,200万', 1_200_000_000],
    ['-3万', -3_000_000],
    ['1 000', 100_000],
    ['1 234 567.89', 123_456_789],
    ['1\u00a0000', 100_000],
  ])('C2: %s says what it means, and is taken exactly', (text, minor) => {
    expect(parseMoney(text, 'CNY')).toEqual({ ok: true, value: minor });
  });

  it.each([
    ['6万5千', 'money/format'],
    ['6万5', 'money/format'],
    ['万', 'money/format'],
    ['五十万', 'money/format'],
    ['6万万', 'money/format'],
    ['6w', 'money/format'],
    ['10 00', 'money/format'],
    ['1 00 000', 'money/format'],
    ['1 000,000', 'money/format'],
    ['0 100', 'money/format'],
    ['1.2345678万', 'money/too-precise'],
    ['1000000亿', 'money/too-large'],
    ['100²', 'money/format'],
    ['①00', 'money/format'],
    ['1½', 'money/format'],
    ['Ⅻ', 'money/format'],
    ['₅0', 'money/format'],
    ['⁻5', 'money/format'],
  ])('C2: %s is refused by name', (text, code) => {
    const read = parseMoney(text, 'CNY');
    expect(read.ok ? read.value : read.issues.map((found) => found.code)).toEqual([code]);
  });
});

describe('digits', () => {
  const fields: { [type: string]: JsonObject } = {
    number: { type: 'number' },
    percent: { type: 'percent' },
    date: { type: 'date' },
    phone: { type: 'phone' },
    'bank-account': { type: 'bank-account' },
    'id-number': { type: 'id-number' },
  };
  it.each([
    ['number', '10²'],
    ['number', '③'],
    ['percent', '5²%'],
    ['date', '2026-1-⑤'],
    ['phone', '1380013800⁰'],
    ['bank-account', '622202100111222337²'],
    ['id-number', '1101011990030746²³'],
  ])('B24: that are raised or circled are no digits of a %s: %s', (type, text) => {
    const field = parseField(fields[type], '/x');
    if (!field.ok) throw new Error(JSON.stringify(field.issues));
    const value = normaliseValue(field.value, text) ?? null;
    expect(checkValue(field.value, value, { today: '2026-12-01' })).not.toEqual([]);
  });
});

describe('a percentage', () => {
  const field = parseField({ type: 'percent' }, '/x');
  if (!field.ok) throw new Error('no field');
  const kept = (value: Json) => normaliseValue(field.value, value) ?? null;

  it.each<[Json, Json]>([
    ['5%', 0.05],
    ['５％', 0.05],
    ['12.5 %', 0.125],
    [0.05, 0.05],
    [5, 5],
  ])('B24: %j is the fraction %j', (typed, fraction) => {
    expect(kept(typed)).toBe(fraction);
    expect(checkValue(field.value, kept(typed), { today: '2026-12-01' })).toEqual([]);
  });

  it.each(['5', '0.05', '５'])('B24: %s as a text says no percent sign, and is refused with what to write', (typed) => {
    const [found] = checkValue(field.value, kept(typed), { today: '2026-12-01' });
    expect(found && messageOf(found, 'zh-CN')).toBe('请填写百分比并带百分号，例如 5%');
  });
});

describe('what cannot be seen', () => {
  it.each([
    '\u{1d159}',
    '\u2800\u2800',
    '\u3164',
    '\uffa0',
    '\u115f\u1160',
    '\u{13441}',
    '\u{16fe4}',
    '\u034f',
    '\ud800',
  ])('bugs 8: is no value: %j', (text) => {
    expect(isUnseen(text)).toBe(true);
    expect(isUnseen(`${text}好`)).toBe(false);
    expect(alike(`恒${text}远`)).toBe('恒远');
  });
});

describe('characters that the eye takes for others', () => {
  it('bugs 7: are those of Unicode, in Latin look-alikes and in radicals', () => {
    for (const [written, seen] of lookAlikes) {
      const shapes = [written, written.toUpperCase()].map((letter) => unhomoglyph(letter).toLowerCase());
      expect([written, shapes]).toEqual([written, expect.arrayContaining([seen])]);
    }
    expect(lookAlikes.size).toBeGreaterThan(150);
  });
});

describe('a date', () => {
  it.each([
    ['2026-1 1-5', undefined],
    ['20 26-11-05', undefined],
    ['2026 年 1 月 5 日', '2026-01-05'],
    ['2026 / 1 / 5', '2026-01-05'],
    [' 20260105 ', '2026-01-05'],
  ])('bugs 1: %s with blanks is %s', (text, day) => {
    expect(dayIn(text)).toBe(day);
  });
});

describe('texts that look alike', () => {
  it.each([
    ['A‐B', 'A-B'],
    ['A–B', 'a－b'],
    ['迪丽·热巴', '迪丽•热巴'],
    ['迪丽・热巴', '迪丽·热巴'],
    ['“好”', '"好"'],
    ['恒远⠀公司', '恒远公司'],
    ['straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['Аcme СO', 'acme co'],
    ['ΑCME', 'acme'],
    ['вега', 'ВЕГА'],
    ['⻓江重⼯', '长江重工'],
    ['恒远エ业', '恒远工业'],
  ])('bugs 7: %s and %s are one value of a unique field', (one, other) => {
    expect(alike(one)).toBe(alike(other));
  });

  it.each([
    ['A1', 'Al'],
    ['A0', 'AO'],
    ['己方', '已方'],
    ['未来', '末来'],
    ['вега', 'дега'],
    ['土木', '士木'],
  ])('bugs 7: %s and %s are two', (one, other) => {
    expect(alike(one)).not.toBe(alike(other));
  });

  it('bugs 7: a search finds the character for the radical', () => {
    expect(searchable('⻓江⻛⼯')).toBe('长江风工');
  });
});
