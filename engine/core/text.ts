import { isJsonObject, own } from './json.ts';

/** The languages every screen, message and definition speaks. */
export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];

/** A text for people: one string for all, or one for each language. */
export type Text = string | { [L in Locale]?: string };

/** The text in the reader's language; falls back to English, then to whatever there is. */
export function localise(text: Text | undefined, locale: Locale): string {
  if (text === undefined) return '';
  if (typeof text === 'string') return text;
  return text[locale] ?? text.en ?? text['zh-CN'] ?? '';
}

export function isText(value: unknown): value is Text {
  if (typeof value === 'string') return true;
  if (!isJsonObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => locales.includes(key as Locale) && typeof own(value, key) === 'string');
}

/** The supported language nearest to an `Accept-Language` header or a BCP 47 tag. */
export function localeFrom(tag: string | undefined, otherwise: Locale = 'en'): Locale {
  for (const part of (tag ?? '').split(',')) {
    const language = part.trim().toLowerCase();
    if (language.startsWith('zh')) return 'zh-CN';
    if (language.startsWith('en')) return 'en';
  }
  return otherwise;
}
