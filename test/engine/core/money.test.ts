import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  divideMoney,
  formatAmount,
  formatMoney,
  minorDigits,
  moneyText,
  multiplyMoney,
  parseMoney,
  roundMoney,
} from '../../../engine/core/money.ts';

const minor = fc.maxSafeInteger();
const currency = fc.constantFrom('CNY', 'JPY', 'KWD', 'USD', 'CLF');

function parsed(text: string, of = 'CNY'): number | string | undefined {
  const result = parseMoney(text, of);
  return result.ok ? result.value : result.issues[0]?.code;
}

describe('money', () => {
  it('has the decimals of its currency', () => {
    expect(['CNY', 'JPY', 'KWD', 'CLF', 'XXX'].map(minorDigits)).toEqual([2, 0, 3, 4, 2]);
  });

  it.each([
    [5_000_000, 'CNY', 'CNY 50,000.00', '50,000.00 元'],
    [-5, 'CNY', 'CNY -0.05', '-0.05 元'],
    [0, 'CNY', 'CNY 0.00', '0.00 元'],
    [1234, 'JPY', 'JPY 1,234', 'JPY 1,234'],
    [1234567, 'KWD', 'KWD 1,234.567', 'KWD 1,234.567'],
    [Number.MAX_SAFE_INTEGER, 'CNY', 'CNY 90,071,992,547,409.91', '90,071,992,547,409.91 元'],
  ])('%d %s reads "%s" and "%s"', (amount, of, en, zh) => {
    expect([formatMoney(amount, of, 'en'), formatMoney(amount, of, 'zh-CN')]).toEqual([en, zh]);
  });

  it.each([
    [333.33, '3.33'],
    [0.5, '0.01'],
    [-0.5, '-0.01'],
    [1e21, '10,000,000,000,000,000,000.00'],
    [Number.NaN, '—'],
  ])('B28: writes the average %d with the decimals of its currency', (minor, text) => {
    expect(formatAmount(minor, 'CNY')).toBe(text);
  });

  it.each([
    ['50000', 5_000_000],
    ['50,000.00', 5_000_000],
    ['0.1', 10],
    ['1.', 100],
    ['-3.5', -350],
    ['-0', 0],
    [' 12 ', 1200],
    ['１２．５', 1250],
    ['１，０００', 100_000],
    ['－５', -500],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
    ['−5', -500],
    ['+5', 500],
    ['.5', 50],
    ['￥5', 500],
    ['-¥5', -500],
    ['5 元', 500],
    ['CNY 50,000.00', 5_000_000],
    ['12。5', 1250],
  ])('"%s" is %d minor units', (text, amount) => expect(parsed(text)).toBe(amount));

  it.each([
    ['0.005', 'money/too-precise'],
    ['1.5', 'money/too-precise', 'JPY'],
    ['90071992547409.92', 'money/too-large'],
    ['1e9', 'money/format'],
    ['0x10', 'money/format'],
    ['1,00', 'money/format'],
    ['1,0000', 'money/format'],
    ['1_000', 'money/format'],
    ['٥٠', 'money/format'],
    ['五百', 'money/format'],
    ['', 'money/format'],
    ['$5', 'money/format'],
    ['¥5', 'money/format', 'USD'],
    ['¥¥5', 'money/format'],
    ['0,001', 'money/format'],
    ['12,50', 'money/format'],
    ['1.000', 'money/too-precise'],
    ['9'.repeat(100), 'money/format'],
  ])('"%s" is refused: %s', (text, code, of = 'CNY') => expect(parsed(text, of)).toBe(code));

  it('reads back every amount that it writes', () => {
    fc.assert(
      fc.property(minor, currency, (amount, of) => {
        expect(parsed(moneyText(amount, of), of)).toBe(amount);
        expect(parsed(formatAmount(amount, of), of)).toBe(amount);
      }),
    );
  });

  it('multiplies by a whole number as adding does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: -1000, max: 1000 }), (amount, times) => {
        expect(BigInt(multiplyMoney(amount, times) ?? Number.NaN)).toBe(BigInt(amount) * BigInt(times));
      }),
    );
  });

  it('multiplies by a decimal exactly, rounding half away from zero', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 10_000 }), (amount, hundredths) => {
        const exact = BigInt(Math.abs(amount)) * BigInt(hundredths) * 2n + 100n;
        const expected = Number(exact / 200n) * Math.sign(amount);
        expect(multiplyMoney(amount, hundredths / 100)).toBe(expected || 0);
      }),
    );
  });

  it('divides as the remainder shows, rounding half away from zero', () => {
    fc.assert(
      fc.property(minor, fc.integer({ min: 1, max: 1e9 }), (amount, divisor) => {
        const [whole, by] = [BigInt(Math.abs(amount)), BigInt(divisor)];
        const expected = Number((whole * 2n + by) / (by * 2n)) * Math.sign(amount);
        expect(divideMoney(amount, divisor)).toBe(expected || 0);
      }),
    );
  });

  it('gives nothing where the result is not exact any more', () => {
    expect(multiplyMoney(Number.MAX_SAFE_INTEGER, 2)).toBeUndefined();
    expect(multiplyMoney(Number.MAX_SAFE_INTEGER, 1.1)).toBeUndefined();
    expect(multiplyMoney(1, Number.POSITIVE_INFINITY)).toBeUndefined();
    expect(divideMoney(1, 0)).toBeUndefined();
    expect(divideMoney(Number.MAX_SAFE_INTEGER, 0.5)).toBeUndefined();
  });

  it.each([
    [150, 0, 200],
    [149, 0, 100],
    [-150, 0, -200],
    [155, 1, 160],
    [155, 2, 155],
    [123_456, -2, 120_000],
  ])('%d fen rounded to %d decimals of a yuan is %d', (amount, digits, rounded) => {
    expect(roundMoney(amount, 'CNY', digits)).toBe(rounded);
  });
});
