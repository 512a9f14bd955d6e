import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type Locale, localise, type Text } from '../../engine/index.ts';

/** The language of the screen; the component draws again when it changes. */
export function useLocale(): Locale {
  return useTranslation().i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
}

/** Reads texts of definitions in the reader's language. */
export function useLocalise(): (text: Text | undefined) => string {
  const locale = useLocale();
  return useCallback((text) => localise(text, locale), [locale]);
}
