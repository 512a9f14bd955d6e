import type { Json } from '../core/json.ts';
import { formatMoney } from '../core/money.ts';
import type { Locale } from '../core/text.ts';
import type { RuleType } from './rule-type.ts';

/** Names of fields and the look of their values come from the caller: the form knows both. */
export type SpeechOptions = {
  locale: Locale;
  /** The name of what a dotted data path reads (`items.cost`); undefined where the asker has none. */
  label(path: string): string | undefined;
  /** A value as the field at the path shows it; undefined where the asker cannot say. */
  format(path: string, value: Json): string | undefined;
};

/** Chinese text put together: a space where a Chinese character meets a Latin letter or digit, none elsewhere. */
export function zh(words: TemplateStringsArray, ...parts: string[]): string {
  return words.slice(1).reduce((text, word, index) => join(join(text, parts[index] ?? ''), word), words[0] ?? '');
}

function join(left: string, right: string): string {
  if (left === '' || right === '') return left + right;
  const isHan = /^\p{Script=Han}/u;
  const meet = isHan.test(right) ? /[\w%]$/.test(left) : /^[\w−-]/.test(right) && /\p{Script=Han}$/u.test(left);
  return meet ? `${left} ${right}` : left + right;
}

export function pickFor(locale: Locale) {
  return (en: string, zh: string) => (locale === 'zh-CN' ? zh : en);
}

/** "A, B or C"; "A、B 或 C". */
export function listFor(locale: Locale) {
  return (parts: string[], word: 'and' | 'or') => {
    const last = parts.at(-1) ?? '';
    if (parts.length < 2) return last;
    const first = parts.slice(0, -1);
    if (locale !== 'zh-CN') return `${first.join(', ')} ${word} ${last}`;
    return word === 'and' ? zh`${first.join('、')}且${last}` : zh`${first.join('、')}或${last}`;
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
  if (typeof value === 'string')
    return type.kind === 'text' ? pick(`"${visible(value)}"`, `“${visible(value)}”`) : visible(value);
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

// Characters that hide or turn round what stands beside them are written out: a text says what it is.
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (hidden) => `\\u{${hidden.codePointAt(0)?.toString(16)}}`);
}
