import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sessionQuery, welcomeQuery } from '../api/session.ts';
import { FrontCard } from './FrontCard.tsx';
import { SignInForm } from './SignInForm.tsx';
import { useLocalise } from './useLocale.ts';
import { useTexts } from './useTexts.ts';

export function SignInPage() {
  const t = useTexts('signIn');
  const product = t('shell:product');
  const say = useLocalise();
  const queries = useQueryClient();
  const { data: welcome, isPending } = useQuery(welcomeQuery);
  const [person, setPerson] = useState<string>();
  const demo = welcome?.demo;
  useEffect(() => {
    document.title = `${t('title')} · ${product}`;
  }, [t, product]);
  return (
    <FrontCard title={product} text={t('lead')}>
      {!isPending && (
        <SignInForm
          key={person ?? ''}
          initial={demo ? { tenant: demo.tenant, ...(person && { name: person, password: demo.password }) } : {}}
          onSignedIn={(session) => queries.setQueryData(sessionQuery.queryKey, session)}
        />
      )}
      {demo && (
        <section className="dg-demo" aria-labelledby="demo-title">
          <h2 id="demo-title">{t('demoTitle')}</h2>
          <p className="dg-faint">{t('demoText', { password: demo.password })}</p>
          <ul className="dg-plain dg-demo-people">
            {demo.people.map(({ name, title }) => (
              <li key={name}>
                <button type="button" aria-pressed={name === person} onClick={() => setPerson(name)}>
                  {name} <span className="dg-faint">{say(title)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </FrontCard>
  );
}
