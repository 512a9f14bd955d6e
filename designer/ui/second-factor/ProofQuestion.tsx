import { useQuery } from '@tanstack/react-query';
import { authority } from '../../api/authority.ts';
import { prove, secondFactorQuery } from '../../api/session.ts';
import { Loading } from '../Loading.tsx';
import { ProblemAlert } from '../ProblemAlert.tsx';
import { useTexts } from '../useTexts.ts';
import { ProofForm } from './ProofForm.tsx';
import './second-factor-texts.ts';

/** What a person gives to prove who they are: the password, and a code where their sign-in has a second step. */
export default function ProofQuestion() {
  const t = useTexts('signIn');
  const factor = useQuery(secondFactorQuery);
  if (factor.isPending) return <Loading />;
  return (
    <div className="dg-stack">
      <p>{t('proofText')}</p>
      <ProblemAlert error={factor.error} onRetry={() => void factor.refetch()} />
      {factor.data && (
        <ProofForm
          withOtp={factor.data.on}
          submit={t('proofSubmit')}
          onProof={async (proof) => {
            await prove(proof);
            authority.settleProof(true);
          }}
          onCancel={() => authority.settleProof(false)}
        />
      )}
    </div>
  );
}
