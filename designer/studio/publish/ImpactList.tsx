import type { DiffResult } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';

/** What a release would take away, and for how many records, cases and people. */
export function ImpactList({ gone, running }: Pick<DiffResult, 'gone' | 'running'>) {
  const t = useTexts('studio');
  const say = useLocalise();
  const isNothing = gone.forms.length + gone.roles.length + gone.options.length === 0;
  return (
    <>
      {!isNothing && (
        <section aria-label={t('takesAway')}>
          <h3 className="dg-bad">{t('takesAway')}</h3>
          <ul className="dg-diff">
            {gone.forms.map(({ key, title, records, cases }) => (
              <li key={`form ${key}`}>{t('goneForm', { form: say(title), records, cases })}</li>
            ))}
            {gone.roles.map(({ key, title, people }) => (
              <li key={`role ${key}`}>{t('goneRole', { role: say(title), people })}</li>
            ))}
            {gone.options.map(({ list, key, title, rows }) => (
              <li key={`option ${say(list)} ${key}`}>
                {t('goneOption', { list: say(list), option: say(title), count: rows })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {running > 0 && <p className="dg-soft">{t('casesGoOn', { count: running })}</p>}
    </>
  );
}
