import { useQueryClient } from '@tanstack/react-query';
import { type Locale, locales, type Session } from '../../engine/index.ts';
import { saveSettings, sessionQuery } from '../api/session.ts';
import { switchLocale } from './i18n.ts';
import { useLocale } from './useLocale.ts';
import { useTexts } from './useTexts.ts';

const names: { [L in Locale]: string } = { en: 'English', 'zh-CN': '中文' };

/** Changes the language everywhere at once; for a signed-in person it is also kept as their setting. */
export function LanguageSwitch() {
  const t = useTexts();
  const current = useLocale();
  const queries = useQueryClient();
  const choose = async (locale: Locale) => {
    if (locale === current) return;
    await switchLocale(locale);
    const session = queries.getQueryData(sessionQuery.queryKey);
    if (session) {
      const next: Session = { ...session, locale };
      queries.setQueryData(sessionQuery.queryKey, next);
      // Keeping the choice is a courtesy; the screen has switched already.
      await saveSettings({ locale }).catch(() => undefined);
    }
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  };
  return (
    <fieldset className="dg-language">
      <legend className="dg-visually-hidden">{t('language')}</legend>
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          onClick={() => void choose(locale)}
        >
          {names[locale]}
        </button>
      ))}
    </fieldset>
  );
}
