import { useQuery } from '@tanstack/react-query';
import { Pagination } from 'antd';
import { useState } from 'react';
import { auditQuery } from '../api/admin.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { useLocalise } from '../ui/useLocale.ts';
import { useMoment } from '../ui/useMoment.ts';
import { useTexts } from '../ui/useTexts.ts';
import { type AuditChoice, AuditFilter, auditSearch } from './AuditFilter.tsx';
import { RowList } from './RowList.tsx';

const SIZE = 50;

/** Who did what, when and from where; links of a chain that nobody can change unnoticed. */
export function AuditPage() {
  const t = useTexts('admin');
  const say = useLocalise();
  const moment = useMoment();
  const [page, setPage] = useState(1);
  const [choice, setChoice] = useState<AuditChoice>({});
  const audit = useQuery(auditQuery({ page, size: SIZE, ...auditSearch(choice) }));
  const rows = (audit.data?.items ?? []).map((item) => ({ ...item, id: String(item.seq) }));
  return (
    <>
      <PageHeader title={t('audit')} lead={t('auditLead')} />
      <AuditFilter
        value={choice}
        onChange={(next) => {
          setChoice(next);
          setPage(1);
        }}
      />
      <ProblemAlert error={audit.error} onRetry={() => void audit.refetch()} />
      {audit.isPending && <Loading />}
      {audit.data && rows.length === 0 && (
        <EmptyState title={t(Object.values(choice).some(Boolean) ? 'noAuditFound' : 'noAudit')} />
      )}
      {rows.length > 0 && (
        <RowList
          rows={rows}
          columns={[
            { key: 'seq', title: t('seq'), cell: (item) => item.seq },
            { key: 'at', title: t('at'), cell: (item) => moment(item.at) },
            { key: 'actor', title: t('who'), cell: (item) => (item.actor ? say(item.actor.title) : '–') },
            { key: 'text', title: t('what'), cell: (item) => item.text },
            { key: 'ip', title: t('address'), cell: (item) => item.ip ?? '–' },
          ]}
        />
      )}
      {(audit.data?.total ?? 0) > SIZE && (
        <Pagination
          current={page}
          pageSize={SIZE}
          total={audit.data?.total ?? 0}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </>
  );
}
