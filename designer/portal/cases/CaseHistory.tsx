import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { caseHistoryQuery } from '../../api/cases.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Timeline } from '../timeline/Timeline.tsx';

/** What happened to a case; fetched anew with each of its revisions. */
export function CaseHistory({ id, revision }: { id: string; revision: number }) {
  const { data, error, isPending, refetch } = useQuery(caseHistoryQuery(id));
  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current === revision) return;
    seen.current = revision;
    void refetch();
  }, [revision, refetch]);
  if (!data) return isPending ? <Loading /> : <ProblemAlert error={error} onRetry={() => void refetch()} />;
  return <Timeline items={data.items} />;
}
