// Variants of what people type that must not change in silence, or that look alike.
import { describe, expect, it } from 'vitest';
import { alike } from '../../../engine/core/index.ts';
import { dayIn } from '../../../engine/fields/date/value.ts';
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
  ])('bugs 7: %s and %s are one value of a unique field', (one, other) => {
    expect(alike(one)).toBe(alike(other));
  });
});
