import type { Json } from '../core/json.ts';
import { formatMoney } from '../core/money.ts';
import type { Locale } from '../core/text.ts';
import type { RuleType } from './rule-type.ts';

/** Names of fields and the look of their values come from whoever asks: the form knows both. */
export type SpeechOptions = {
  locale: Locale;
  /** The name of what a dotted data path reads (`items.cost`); undefined where the asker has none. */
  label(path: string): string | undefined;
  /** A value as the field at the path shows it; undefined where the asker cannot say. */
  format(path: string, value: Json): string | undefined;
};

export function pickFor(locale: Locale) {
  return (en: string, zh: string) => (locale === 'zh-CN' ? zh : en);
}

/** "A, B or C"; "A、B 或 C". */
export function listFor(locale: Locale) {
  return (parts: string[], word: 'and' | 'or') => {
    const last = parts.at(-1) ?? '';
    if (parts.length < 2) return last;
    const [comma, joint] = locale === 'zh-CN' ? ['、', word === 'and' ? '且' : '或'] : [', ', ` ${word} `];
    return `${parts.slice(0, -1).join(comma)}${joint}${last}`;
  };
}

/** A value after its path, else after its type. */
export function valueText(value: Json, type: RuleType, path: string | undefined, options: SpeechOptions): string {
  const shown = path === undefined ? undefined : options.format(path, value);
  return shown ?? plainText(value, type, options.locale);
}

function plainText(value: Json, type: RuleType, locale: Locale): string {
  const pick = pickFor(locale);
  if (typeof value === 'boolean') return value ? pick('yes', '是') : pick('no', '否');
  if (typeof value === 'number') {
    if (type.kind === 'money' && type.currency) return formatMoney(value, type.currency, locale);
    return groupedNumber(value);
  }
  if (typeof value === 'string') return type.kind === 'text' ? pick(`"${value}"`, `“${value}”`) : value;
  if (Array.isArray(value)) {
    const of: RuleType = type.kind === 'list' ? type.of : { kind: 'unknown' };
    return value.map((item) => plainText(item, of, locale)).join(pick(', ', '、'));
  }
  return JSON.stringify(value);
}

/** "1,234.5": digits before the point in threes. */
export function groupedNumber(value: number): string {
  const text = String(value);
  const [whole = '', ...rest] = text.split('.');
  return /^-?\d+$/.test(whole) ? [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...rest].join('.') : text;
}

/** The name of a path: the asker's, `today` and `now`, else the path itself. */
export function labelText(path: string, options: SpeechOptions): string {
  const name = options.label(path);
  if (name !== undefined && name !== '') return name;
  const pick = pickFor(options.locale);
  if (path === 'today') return pick('today', '今天');
  return path === 'now' ? pick('now', '当前时间') : path;
}
