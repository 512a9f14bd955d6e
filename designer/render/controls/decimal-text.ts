// Numbers as people type them. Exact: no value passes through a binary fraction on its way to minor units.
import type { Json } from '../../../engine/index.ts';

/** Full-width digits and signs, thousands separators, currency signs and blanks, as a plain decimal; undefined for what is no number. */
export function plainDecimal(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,，'’_¥￥$€£%]/g, '')
    .replace(/。/g, '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? plain.replace(/^\+/, '') : undefined;
}

/**
 * Typed text as a whole number of units of 10^-digits: `1,234.5` with 2 digits is 123450. Text that is no number, has more
 * digits than there are, or is too great stays as it is, for the form to refuse; '' is undefined.
 */
export function minorUnits(text: string, digits: number): Json | undefined {
  if (text.trim() === '') return undefined;
  const plain = plainDecimal(text);
  if (plain === undefined) return text;
  const negative = plain.startsWith('-');
  const [whole = '', fraction = ''] = plain.replace('-', '').split('.');
  if (fraction.replace(/0+$/, '').length > digits) return text;
  const units = Number(`${whole || '0'}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(units)) return text;
  return negative && units !== 0 ? -units : units;
}

/** The opposite of `minorUnits`, with separators: 123450 with 2 digits is `1,234.50`. */
export function majorText(units: number, digits: number): string {
  const text = String(Math.abs(units)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits) || '0';
  const fraction = digits > 0 ? `.${text.slice(-digits)}` : '';
  return `${units < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}${fraction}`;
}

/** Typed text as a number; text that is none stays as it is, for the form to refuse. */
export function typedNumber(text: string): Json | undefined {
  if (text.trim() === '') return undefined;
  const plain = plainDecimal(text);
  const number = plain === undefined ? Number.NaN : Number(plain);
  return Number.isFinite(number) ? number : text;
}

/** Typed percent as a fraction: `5` or `5%` is 0.05, by moving the point in the text. */
export function typedPercent(text: string): Json | undefined {
  if (text.trim() === '') return undefined;
  const plain = plainDecimal(text);
  const number = plain === undefined ? Number.NaN : Number(`${plain}e-2`);
  return Number.isFinite(number) ? number : text;
}

/** A fraction as percent, without the noise of binary fractions: 0.07 is `7`. */
export function percentText(fraction: number): string {
  return String(Number(`${Number(fraction.toPrecision(15))}e2`));
}
