import { decimalIn } from '../core/decimal-text.ts';

/** Decimal digits that a double always holds (IEEE 754). */
const MOST_DIGITS = 15;

/**
 * The number that a text says, as people type one: full-width digits, separators of thousands; undefined for anything else,
 * and for more digits than a number can hold.
 */
export function numberIn(text: string): number | undefined {
  const written = decimalIn(text);
  if (!written) return undefined;
  const value = Number(`${written.whole}.${written.fraction || '0'}`);
  if (!Number.isFinite(value)) return undefined;
  const digits = (written.whole + written.fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant.length > MOST_DIGITS) return undefined;
  return written.negative && value !== 0 ? -value : value;
}

/** Digits in groups of three: `1234567.5` gives "1,234,567.5". `digits` decimals at least, where given. */
export function grouped(value: number, digits?: number): string {
  const text = digits === undefined ? String(value) : value.toFixed(digits);
  const [whole = '', fraction] = text.split('.');
  if (!/^-?\d+$/.test(whole)) return text;
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}
