import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Texts } from './texts/index.ts';

type Area = keyof Texts & string;
/** Plural forms (`things_one`, `things_other`) are asked for by their stem and a `count`. */
type Stem<Key extends string> = Key extends `${infer Before}_${'one' | 'other'}` ? Before : Key;
type KeyOf<A extends Area> = Stem<keyof Texts[A] & string>;

/** A text of any area, by its full name: `shell:signOut`. */
export type TextKey = { [A in Area]: `${A}:${KeyOf<A>}` }[Area];
export type TextParams = { [name: string]: string | number };
/** Reads texts of one area by short name, those of others by full name. */
export type Say<A extends Area = 'shell'> = (key: KeyOf<A> | TextKey, params?: TextParams) => string;

/** The designer's own texts in the reader's language; a key that does not exist does not compile. */
export function useTexts<A extends Area = 'shell'>(area?: A): Say<A> {
  const { t } = useTranslation(area ?? 'shell');
  // The keys are checked above, so i18next's own key types would only get in the way.
  return useCallback((key, params) => (t as (key: string, params?: TextParams) => string)(key, params), [t]);
}
