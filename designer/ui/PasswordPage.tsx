import { useQueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../api/session.ts';
import { FrontPage } from './FrontPage.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { useTexts } from './useTexts.ts';

/** The only page there is until an issued password has been changed. */
export function PasswordPage() {
  const t = useTexts('signIn');
  const queries = useQueryClient();
  return (
    <FrontPage title={t('changeTitle')} text={t('changeText')}>
      <PasswordForm onChanged={(session) => queries.setQueryData(sessionQuery.queryKey, session)} />
    </FrontPage>
  );
}
