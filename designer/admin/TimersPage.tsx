import { useQuery } from '@tanstack/react-query';
import { Pagination, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { TimerItem } from '../../engine/index.ts';
import { timersQuery } from '../api/admin.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { useLocalise } from '../ui/useLocale.ts';
import { useMoment } from '../ui/useMoment.ts';
import { useTexts } from '../ui/useTexts.ts';
import { RowList } from './RowList.tsx';

const SIZE = 20;
const statuses = ['waiting', 'fired', 'cancelled'] as const;

/** Stored points in time: when each sends which event to which case. */
export function TimersPage() {
  const t = useTexts('admin');
  const say = useLocalise();
  const moment = useMoment();
  const [status, setStatus] = useState<TimerItem['status']>('waiting');
  const [page, setPage] = useState(1);
  const timers = useQuery(timersQuery(status, { page, size: SIZE }));
  return (
    <>
      <PageHeader title={t('timers')} lead={t('timersLead')} />
      <Segmented
        value={status}
        options={statuses.map((one) => ({ value: one, label: t(`timer-${one}`) }))}
        onChange={(next) => {
          setStatus(next as TimerItem['status']);
          setPage(1);
        }}
        aria-label={t('status')}
      />
      <ProblemAlert error={timers.error} onRetry={() => void timers.refetch()} />
      {timers.isPending && <Loading />}
      {timers.data?.items.length === 0 && <EmptyState title={t('noTimers')} />}
      {timers.data && timers.data.items.length > 0 && (
        <RowList
          rows={timers.data.items}
          columns={[
            { key: 'fireAt', title: t('fireAt'), cell: (timer) => moment(timer.fireAt) },
            {
              key: 'case',
              title: t('case'),
              cell: (timer) => <Link to={`/cases/${timer.case}`}>{timer.title || timer.no}</Link>,
            },
            { key: 'step', title: t('step'), cell: (timer) => say(timer.stepTitle) },
            { key: 'delay', title: t('after'), cell: (timer) => (timer.delay ? say(timer.delay) : timer.event) },
          ]}
        />
      )}
      {(timers.data?.total ?? 0) > SIZE && (
        <Pagination
          current={page}
          pageSize={SIZE}
          total={timers.data?.total ?? 0}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </>
  );
}
