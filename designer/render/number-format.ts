import { type Locale, minorDigits, type NumberFormat } from '../../engine/index.ts';

/** How long a number may be: whole; short (12.3万, 123K) as on axes; or as on a tile, which has room for six digits. */
export type Length = 'full' | 'short' | 'tile';

const shortFrom = { full: Number.POSITIVE_INFINITY, short: 10_000, tile: 1_000_000 } as const;

/** A measure's value as text. Money comes in minor units, percent as a fraction. */
export function formatNumber(
  value: number | null,
  format: NumberFormat,
  locale: Locale,
  length: Length = 'full',
): string {
  if (value === null) return '—';
  const whole = format.kind === 'money' ? value / 10 ** minorDigits(format.currency ?? 'CNY') : value;
  const short = format.kind !== 'percent' && Math.abs(whole) >= shortFrom[length];
  return formatter(format, locale, short, length).format(whole);
}

const made = new Map<string, Intl.NumberFormat>();

function formatter(format: NumberFormat, locale: Locale, short: boolean, length: Length): Intl.NumberFormat {
  const key = JSON.stringify([format, locale, short, length]);
  const known = made.get(key);
  if (known) return known;
  const digits = format.digits;
  const compact: Intl.NumberFormatOptions = short
    ? { notation: 'compact', maximumFractionDigits: length === 'tile' ? 2 : 1, minimumFractionDigits: 0 }
    : {};
  const options: Intl.NumberFormatOptions =
    format.kind === 'money'
      ? {
          style: 'currency',
          currency: format.currency ?? 'CNY',
          currencyDisplay: 'narrowSymbol',
          ...(length !== 'full' && { minimumFractionDigits: 0 }),
          ...compact,
        }
      : format.kind === 'percent'
        ? { style: 'percent', maximumFractionDigits: digits ?? 1 }
        : { maximumFractionDigits: digits ?? 2, ...compact };
  const one = new Intl.NumberFormat(locale, options);
  made.set(key, one);
  return one;
}
