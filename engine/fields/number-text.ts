import { halfWidth } from './plain-text.ts';

/** The number that a text says, as people type one: full-width digits, separators of thousands; undefined for anything else. */
export function numberIn(text: string): number | undefined {
  const plain = halfWidth(text).replace(/[\u2212\u2013]/g, '-');
  if (plain.length > 40 || !/^[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?$/.test(plain) || !/\d/.test(plain)) return undefined;
  const value = Number(plain.replaceAll(',', ''));
  return Number.isFinite(value) ? value || 0 : undefined;
}

/** Digits in groups of three: `1234567.5` gives "1,234,567.5". `digits` decimals at least, where given. */
export function grouped(value: number, digits?: number): string {
  const text = digits === undefined ? String(value) : value.toFixed(digits);
  const [whole = '', fraction] = text.split('.');
  if (!/^-?\d+$/.test(whole)) return text;
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}
