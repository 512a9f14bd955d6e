import { type Issue, issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { formatMoney, minorDigits, moneyText, parseMoney } from '../../core/money.ts';
import type { Text } from '../../core/text.ts';
import type { FormatContext } from '../field-type.ts';
import { isBlank, plainly } from '../plain-text.ts';
import type { MoneyDeclaration } from './schema.ts';

/** A text is an amount as people type it, in major units ("50,000.00"); a number is minor units already. */
export function normalise(value: Json, d: MoneyDeclaration): Json | undefined {
  if (isBlank(value)) return undefined;
  if (typeof value === 'number') return value || 0;
  if (typeof value !== 'string') return value;
  const amount = parseMoney(value, d.currency);
  return amount.ok ? amount.value : value;
}

export function check(value: Json, d: MoneyDeclaration): Issue[] {
  if (!Number.isSafeInteger(value)) return notAnAmount(value, d.currency);
  const issues: Issue[] = [];
  if (d.min !== undefined && (value as number) < d.min)
    issues.push(issue('field/too-small', '', { min: both(d.min, d.currency) }));
  if (d.max !== undefined && (value as number) > d.max)
    issues.push(issue('field/too-large', '', { max: both(d.max, d.currency) }));
  return issues;
}

// Text that says too much is told so; everything else is told what an amount looks like.
function notAnAmount(value: Json, currency: string): Issue[] {
  const read = typeof value === 'string' ? parseMoney(value, currency) : undefined;
  const found = read && !read.ok ? read.issues.filter(({ code }) => code !== 'money/format') : [];
  if (found.length > 0) return found;
  const digits = minorDigits(currency);
  const format: Text =
    digits === 0
      ? { en: 'without decimals', 'zh-CN': '不带小数' }
      : { en: `with at most ${digits} decimals`, 'zh-CN': `最多 ${digits} 位小数` };
  const example = moneyText(60_000 * 10 ** digits, currency);
  return [issue('field/not-an-amount', '', { currency: nameOf(currency), format: format as Json, example })];
}

function nameOf(currency: string): Json {
  return currency === 'CNY' ? { en: currency, 'zh-CN': '元' } : currency;
}

/** "50,000.00 元", "CNY 50,000.00". */
export function format(value: Json, d: MoneyDeclaration, context: Pick<FormatContext, 'locale'>): string {
  return Number.isSafeInteger(value) ? formatMoney(value as number, d.currency, context.locale) : plainly(value);
}

function both(minor: number, currency: string): Json {
  return { en: formatMoney(minor, currency, 'en'), 'zh-CN': formatMoney(minor, currency, 'zh-CN') };
}
