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
  let found: { locale: Locale; weight: number } | undefined;
  for (const part of (tag ?? '').split(',')) {
    const [language = '', ...params] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const locale = /^zh\b/.test(language) ? 'zh-CN' : /^en\b/.test(language) ? 'en' : undefined;
    const weight = weightIn(params);
    // Of equal weights the first counts; what has the weight 0 is not wanted.
    if (locale && weight > (found?.weight ?? 0)) found = { locale, weight };
  }
  return found?.locale ?? otherwise;
}

function weightIn(params: readonly string[]): number {
  const said = params.find((param) => param.startsWith('q='))?.slice(2);
  return said === undefined ? 1 : /^(0(\.\d*)?|1(\.0*)?)$/.test(said) ? Number(said) : 0;
}
