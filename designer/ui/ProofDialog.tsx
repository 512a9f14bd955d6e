import { Modal } from 'antd';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { authority } from '../api/authority.ts';
import { Loading } from './Loading.tsx';
import { useTexts } from './useTexts.ts';

const ProofQuestion = lazy(() => import('./second-factor/ProofQuestion.tsx'));

/** Asks for the password before a sensitive act; the act then goes on as it was sent. */
export function ProofDialog() {
  const t = useTexts('signIn');
  const open = useSyncExternalStore(authority.subscribe, authority.isProving);
  return (
    <Modal
      open={open}
      footer={null}
      title={t('proofTitle')}
      destroyOnHidden
      mask={{ closable: false }}
      zIndex={1900}
      onCancel={() => authority.settleProof(false)}
    >
      <Suspense fallback={<Loading />}>
        <ProofQuestion />
      </Suspense>
    </Modal>
  );
}
