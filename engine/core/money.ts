import { Decimal } from 'decimal.js';
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

/** The amount with grouping and without its currency: "50,000.00". */
export function formatAmount(minor: number, currency: string): string {
  const [whole = '', fraction] = moneyText(Math.abs(minor), currency).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${minor < 0 ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/**
 * The minor units of an amount in major units, as people type it: "50000", "50,000.00", "-3.5", full-width digits and signs
 * (`１２．５`, as Chinese input methods give them) read as their ASCII ones. More decimals than the currency has, a separator
 * out of place, or an amount past what is exact is an issue; nothing is rounded or guessed.
 */
export function parseMoney(text: string, currency: string): Result<number> {
  const plain = toHalfWidth(text).trim();
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?$/.exec(plain.length <= 40 ? plain : '');
  if (!match) return fail(issue('money/format', '', { found: text.slice(0, 40) }));
  const digits = minorDigits(currency);
  const [, sign, whole = '', fraction = ''] = match;
  if (fraction.length > digits)
    return fail(issue('money/too-precise', '', { found: text.slice(0, 40), currency, digits }));
  const minor = Number(`${whole.replaceAll(',', '')}${fraction.padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(minor)) return fail(issue('money/too-large', '', { found: text.slice(0, 40) }));
  return ok(sign && minor !== 0 ? -minor : minor);
}

// Digits, sign, comma and point of the full-width block.
function toHalfWidth(text: string): string {
  return text.replace(/[０-９－，．]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
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
