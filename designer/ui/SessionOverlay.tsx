import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useSyncExternalStore } from 'react';
import { authority } from '../api/authority.ts';
import { sessionQuery } from '../api/session.ts';
import { SignInForm } from './SignInForm.tsx';
import { useSession } from './session.tsx';
import { useTexts } from './useTexts.ts';

/** Asks for the password again when the session ends under an open page; the page and its calls then go on. */
export function SessionOverlay() {
  const t = useTexts('signIn');
  const { actor } = useSession();
  const queries = useQueryClient();
  const open = useSyncExternalStore(authority.subscribe, authority.isExpired);
  return (
    <Modal
      open={open}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      title={t('againTitle')}
      destroyOnHidden
      zIndex={2000}
    >
      <div className="dg-stack">
        <p>{t('againText')}</p>
        <SignInForm
          fixed
          initial={{ tenant: actor.tenant, name: actor.name }}
          onSignedIn={(session) => {
            queries.setQueryData(sessionQuery.queryKey, session);
            authority.settle(true);
          }}
        />
        <Button
          type="link"
          onClick={() => {
            authority.settle(false);
            queries.clear();
            location.assign('/');
          }}
        >
          {t('someoneElse')}
        </Button>
      </div>
    </Modal>
  );
}
