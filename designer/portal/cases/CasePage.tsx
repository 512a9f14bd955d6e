import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { caseQuery } from '../../api/cases.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemPage } from '../../ui/ProblemPage.tsx';
import { CaseLayout } from './CaseLayout.tsx';
import { ReadCaseRecord } from './ReadCaseRecord.tsx';

/** A case: what it is about, where it stands, what happened and why. */
export function CasePage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(caseQuery(id));
  // A refresh behind the page that fails takes nothing away from what is shown.
  if (!data) return error ? <ProblemPage error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <CaseLayout view={data}>
      <ReadCaseRecord view={data} />
    </CaseLayout>
  );
}
