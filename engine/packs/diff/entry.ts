import { canonicalJson } from '../../core/canonical.ts';
import type { IssueCode } from '../../core/issue.ts';
import { isJsonObject, type Json, type JsonObject, own } from '../../core/json.ts';
import { isText, type Locale, locales, localise, type Text } from '../../core/text.ts';
import type { DefinitionKind } from '../../wire/index.ts';

/** One difference, without a language: the catalogue has the sentence, the params fill it. */
export type DiffEntry = {
  kind: DefinitionKind | 'pack';
  key: string;
  code: IssueCode;
  params: JsonObject;
  /** Does anything happen otherwise, or does it only look otherwise? */
  importance: 'behaviour' | 'appearance';
};

/** A difference inside one definition; `of` adds where. */
export type Difference = Pick<DiffEntry, 'code' | 'params' | 'importance'>;

export function behaviour(code: IssueCode, params: JsonObject): Difference {
  return { code, params, importance: 'behaviour' };
}

export function appearance(code: IssueCode, params: JsonObject): Difference {
  return { code, params, importance: 'appearance' };
}

/** The same text made for each language. */
export function inBoth(make: (locale: Locale) => string): { [L in Locale]: string } {
  return Object.fromEntries(locales.map((locale) => [locale, make(locale)])) as { [L in Locale]: string };
}

export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));
}

/** What is in `after` alone, in `before` alone, and in both (in the order of `after`). */
export function compareKeys<T>(
  before: { readonly [key: string]: T },
  after: { readonly [key: string]: T },
  tell: {
    added(key: string, value: T): Difference[];
    removed(key: string, value: T): Difference[];
    both(key: string, a: T, b: T): Difference[];
  },
): Difference[] {
  return [
    ...Object.entries(after).flatMap(([key, value]) => {
      const known = own(before, key);
      return known === undefined ? tell.added(key, value) : tell.both(key, known, value);
    }),
    ...Object.entries(before).flatMap(([key, value]) =>
      own(after, key) === undefined ? tell.removed(key, value) : [],
    ),
  ];
}

/** A text under another name, if it is. */
export function retitled(before: Text, after: Text): Difference[] {
  return sameJson(before, after) ? [] : [appearance('diff/retitled', { before, after })];
}

const words = {
  yes: { en: 'yes', 'zh-CN': '是' },
  no: { en: 'no', 'zh-CN': '否' },
  nothing: { en: 'nothing', 'zh-CN': '无' },
} satisfies { [word: string]: Text };

/** Any value of a definition as people may read it. */
export function valueWords(value: Json | undefined): { [L in Locale]: string } {
  return inBoth((locale) => wordsIn(value, locale));
}

function wordsIn(value: Json | undefined, locale: Locale): string {
  if (value === undefined || value === null) return localise(words.nothing, locale);
  if (typeof value === 'boolean') return localise(value ? words.yes : words.no, locale);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) {
    return value.length === 0
      ? localise(words.nothing, locale)
      : value.map((each) => wordsIn(each, locale)).join(locale === 'zh-CN' ? '、' : ', ');
  }
  if (isText(value)) return localise(value, locale);
  if (isJsonObject(value) && isText(value.title)) return localise(value.title, locale);
  return JSON.stringify(value);
}
