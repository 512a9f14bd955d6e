import { Decimal } from 'decimal.js';
import { decimalIn, plainNumber } from './decimal-text.ts';
import { issue } from './issue.ts';
import { fail, ok, type Result } from './result.ts';
import type { Locale } from './text.ts';

/** Money is an integer number of minor units (fen, cents) with a currency beside it; nothing here rounds in silence. */

// ISO 4217 minor units that are not 2.
const otherDigits: { [currency: string]: number } = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code);
}

/** Decimal digits of a currency's minor unit by ISO 4217: 2 for CNY, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return (Object.hasOwn(otherDigits, currency) ? otherDigits[currency] : undefined) ?? 2;
}

/** The amount in major units as plain decimal text, without grouping: "50000.00". */
export function moneyText(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The amount as people read it: "50,000.00 元" in Chinese, "CNY 50,000.00" in English. */
export function formatMoney(minor: number, currency: string, locale: Locale): string {
  const amount = formatAmount(minor, currency);
  if (locale !== 'zh-CN') return `${currency} ${amount}`;
  return currency === 'CNY' ? `${amount} 元` : `${currency} ${amount}`;
}

/**
 * The amount with grouping and without its currency: "50,000.00". Of an average, which may lie between two minor units, the
 * nearer one.
 */
export function formatAmount(minor: number, currency: string): string {
  const whole = Number.isSafeInteger(minor) ? minor : nearestUnit(minor);
  if (whole === undefined) return plainDigits(minor, currency);
  return grouped(moneyText(whole, currency));
}

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

function nearestUnit(minor: number): number | undefined {
  return Number.isFinite(minor) ? wholeUnits(new Exact(minor)) : undefined;
}

// Past what is exact: the digits that there are.
function plainDigits(minor: number, currency: string): string {
  if (!Number.isFinite(minor)) return '—';
  const digits = minorDigits(currency);
  return grouped(new Exact(minor).div(new Exact(10).pow(digits)).toFixed(digits));
}

/**
 * The minor units of an amount in major units, as people type it: "50000", "50,000.00", "-3.5", ".5", full-width digits and
 * signs (`１２．５`, as Chinese input methods give them), with or without the sign of this currency. More decimals than the
 * currency has, a separator out of place, another currency's sign, or an amount past what is exact is an issue; nothing is
 * rounded or guessed.
 */
export function parseMoney(text: string, currency: string): Result<number> {
  const found = text.slice(0, 40);
  const written = decimalIn(withoutSign(plainNumber(text.slice(0, 200)), currency));
  if (!written) return fail(issue('money/format', '', { found }));
  const digits = minorDigits(currency);
  if (written.fraction.length > digits) return fail(issue('money/too-precise', '', { found, currency, digits }));
  const minor = Number(`${written.whole}${written.fraction.padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(minor)) return fail(issue('money/too-large', '', { found }));
  return ok(written.negative && minor !== 0 ? -minor : minor);
}

// The signs of a currency stand before the digits (a minus before or after them) or behind, and only one of them.
function withoutSign(text: string, currency: string): string {
  const upper = text.toUpperCase();
  for (const sign of signsOf(currency)) {
    const minus = /^[+-]/.exec(upper)?.[0] ?? '';
    if (upper.startsWith(minus + sign)) return minus + upper.slice(minus.length + sign.length).trim();
    if (upper.endsWith(sign)) return upper.slice(0, -sign.length).trim();
  }
  return text;
}

/** The sign that stands before an amount: ¥ for CNY, $ for USD; the code where there is none. */
export function currencySign(currency: string): string {
  return signIn(currency, 'en', 'narrowSymbol');
}

const signs = new Map<string, string[]>();

// Longer ones first: "US$" is not "$" behind "US".
function signsOf(currency: string): string[] {
  const known = signs.get(currency);
  if (known) return known;
  const own = [
    currency,
    currencySign(currency),
    signIn(currency, 'en', 'symbol'),
    signIn(currency, 'zh-CN', 'symbol'),
    ...(currency === 'CNY' ? ['元', 'RMB'] : []),
  ].map((sign) => sign.normalize('NFKC').toUpperCase());
  const found = [...new Set(own)].sort((a, b) => b.length - a.length);
  signs.set(currency, found);
  return found;
}

function signIn(currency: string, locale: Locale, currencyDisplay: 'symbol' | 'narrowSymbol'): string {
  if (!isCurrency(currency)) return currency;
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}

// Enough for any safe integer times any double, exactly rounded once at the end.
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -400, toExpPos: 400 });

/** `minor × factor`, rounded half away from zero to a whole minor unit; undefined where that is not exact any more. */
export function multiplyMoney(minor: number, factor: number): number | undefined {
  const quick = minor * factor;
  if (Number.isInteger(factor) && Number.isSafeInteger(quick)) return quick || 0;
  return Number.isFinite(factor) ? wholeUnits(new Exact(minor).times(factor)) : undefined;
}

/** `minor ÷ divisor`, rounded half away from zero; undefined for a divisor of zero or a result that is not exact any more. */
export function divideMoney(minor: number, divisor: number): number | undefined {
  return divisor === 0 || !Number.isFinite(divisor) ? undefined : wholeUnits(new Exact(minor).div(divisor));
}

/** Rounded half away from zero to `digits` decimals of the major unit: 0 gives whole yuan. */
export function roundMoney(minor: number, currency: string, digits: number): number | undefined {
  const step = 10 ** Math.max(0, minorDigits(currency) - digits);
  const units = divideMoney(minor, step);
  return units === undefined ? undefined : multiplyMoney(units, step);
}

function wholeUnits(value: Decimal): number | undefined {
  const whole = value.toDecimalPlaces(0).toNumber();
  return Number.isSafeInteger(whole) ? whole || 0 : undefined;
}
