import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { sessionQuery, signOut } from '../api/session.ts';
import { BrandMark } from './Brand.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { useTexts } from './useTexts.ts';

/** The only page there is until an issued password has been changed. */
export function PasswordPage() {
  const t = useTexts('signIn');
  const queries = useQueryClient();
  return (
    <div className="dg-front">
      <div className="dg-front-language">
        <LanguageSwitch />
      </div>
      <main className="dg-front-card dg-card">
        <div className="dg-front-brand">
          <BrandMark size={40} />
          <div>
            <h1>{t('changeTitle')}</h1>
            <p className="dg-soft">{t('changeText')}</p>
          </div>
        </div>
        <PasswordForm onChanged={(session) => queries.setQueryData(sessionQuery.queryKey, session)} />
        <Button
          type="text"
          onClick={async () => {
            await signOut().catch(() => undefined);
            queries.setQueryData(sessionQuery.queryKey, null);
          }}
        >
          {t('shell:signOut')}
        </Button>
      </main>
    </div>
  );
}
