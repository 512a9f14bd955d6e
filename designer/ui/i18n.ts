import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Locale, localeFrom, locales } from '../../engine/index.ts';
import { authority } from '../api/authority.ts';
import { remember, remembered } from './kept.ts';
import { firstTexts, type Texts } from './texts/index.ts';

/** The language of the first screen: the one chosen on this device before, else the browser's. */
export function firstLocale(): Locale {
  const stored = remembered('locale');
  return locales.find((locale) => locale === stored) ?? localeFrom(navigator.language);
}

export function startTexts(locale: Locale = firstLocale()): typeof i18next {
  if (!i18next.isInitialized) {
    // React escapes what it shows; i18next must not do it again.
    void i18next.use(initReactI18next).init({
      lng: locale,
      fallbackLng: 'en',
      defaultNS: 'shell',
      ns: Object.keys(firstTexts.en),
      resources: firstTexts,
      interpolation: { escapeValue: false },
      initAsync: false,
    });
  }
  apply(locale);
  return i18next;
}

/** Adds an area that is loaded later (the studio's, administration's). */
export function addTexts<Area extends keyof Texts & string>(
  area: Area,
  texts: { [L in Locale]: { [Key in keyof Texts[Area]]: string } },
): void {
  for (const locale of locales) i18next.addResourceBundle(locale, area, texts[locale], true, true);
}

/** Switches every text on screen at once, those of definitions too. */
export async function switchLocale(locale: Locale): Promise<void> {
  remember('locale', locale);
  apply(locale);
  await i18next.changeLanguage(locale);
}

function apply(locale: Locale): void {
  authority.setLocale(locale);
  document.documentElement.lang = locale;
}
