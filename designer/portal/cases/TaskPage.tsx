import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { caseQuery, taskQuery } from '../../api/cases.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemPage } from '../../ui/ProblemPage.tsx';
import { useSession } from '../../ui/session.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { CaseLayout } from './CaseLayout.tsx';
import { ClosedNotice } from './ClosedNotice.tsx';
import { LeftBehind } from './LeftBehind.tsx';
import { ReadCaseRecord } from './ReadCaseRecord.tsx';
import { TaskForm } from './TaskForm.tsx';

/** A task beside its case: the form with what may be written at this step, and what to decide. */
export function TaskPage() {
  const { id = '' } = useParams();
  const t = useTexts('task');
  const say = useLocalise();
  const { actor } = useSession();
  // A refetch would change the page while the person reads it; the live event says that it is stale.
  const task = useQuery({ ...taskQuery(id), refetchOnWindowFocus: false });
  const about = task.data?.case;
  const found = useQuery({ ...caseQuery(about ?? ''), enabled: about !== undefined });
  const { refetch } = task;
  const standing = found.data?.status;
  const known = task.data?.caseStatus;
  // A case that was suspended meanwhile, or goes on, offers other decisions.
  useEffect(() => {
    if (standing && known && standing !== known) void refetch();
  }, [standing, known, refetch]);
  if (!task.data || !found.data) {
    const failed = [task, found].find((query) => query.error && !query.data);
    return failed ? <ProblemPage error={failed.error} onRetry={() => void failed.refetch()} /> : <Loading />;
  }
  const { status, assignee } = task.data;
  const holder = status === 'open' && assignee?.id !== actor.id ? assignee : undefined;
  return (
    <CaseLayout view={found.data} task={task.data}>
      {task.data.status === 'open' && task.data.allowed.length > 0 ? (
        // A new revision of the record begins a new form: what is decided about is what is seen.
        <TaskForm
          key={`${id} ${task.data.seen}`}
          task={task.data}
          view={found.data}
          onReload={() => void task.refetch()}
        />
      ) : (
        <div className="dg-stack">
          {holder && <Alert type="info" showIcon role="status" title={t('heldBy', { person: say(holder.title) })} />}
          {task.data.closed && <ClosedNotice closed={task.data.closed} />}
          {task.data.closed && <LeftBehind task={task.data} />}
          <ReadCaseRecord view={found.data} />
        </div>
      )}
    </CaseLayout>
  );
}
