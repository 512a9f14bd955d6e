import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { rolesQuery } from '../api/admin.ts';
import { sessionQuery } from '../api/session.ts';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { PasswordForm } from '../ui/PasswordForm.tsx';
import { SecondFactorSection } from '../ui/second-factor/SecondFactorSection.tsx';
import { useSession } from '../ui/session.tsx';
import { useJoin } from '../ui/useJoin.ts';
import { useLeave } from '../ui/useLeave.ts';
import { useLocalise } from '../ui/useLocale.ts';
import { useTexts } from '../ui/useTexts.ts';
import { SessionsSection } from './SessionsSection.tsx';

/** The person's own page: who they are here, their language, how and where they sign in. */
export function ProfilePage() {
  const t = useTexts('home');
  const say = useLocalise();
  const { actor, units } = useSession();
  const join = useJoin();
  const roles = useQuery(rolesQuery);
  const leave = useLeave();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const unit = units.find(({ id }) => id === actor.unit);
  const facts: [string, string][] = [
    [t('signInName'), actor.name],
    [t('unit'), unit ? say(unit.title) : '—'],
    [t('roles'), join(actor.roles.map((key) => say(roles.data?.find((role) => role.key === key)?.title) || key))],
    [t('organisation'), actor.tenant],
  ];
  return (
    <div className="dg-stack dg-profile">
      <PageHeader
        title={t('profileTitle')}
        actions={<Button onClick={() => void leave()}>{t('shell:signOut')}</Button>}
      />
      <section className="dg-card dg-card-body" aria-labelledby="profile-person">
        <h2 id="profile-person">{say(actor.title)}</h2>
        <dl className="dg-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="dg-card dg-card-body dg-stack" aria-labelledby="profile-settings">
        <h2 id="profile-settings">{t('shell:language')}</h2>
        <div>
          <LanguageSwitch />
        </div>
      </section>
      <section className="dg-card dg-card-body dg-stack" aria-labelledby="profile-password">
        <h2 id="profile-password">{t('password')}</h2>
        <div className="dg-password">
          <PasswordForm
            onChanged={(session) => {
              queries.setQueryData(sessionQuery.queryKey, session);
              void message.success(t('signIn:changed'));
            }}
          />
        </div>
      </section>
      <SecondFactorSection />
      <SessionsSection />
    </div>
  );
}
