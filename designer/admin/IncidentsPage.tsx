import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Pagination, Segmented } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { IncidentItem } from '../../engine/index.ts';
import { closeIncident, incidentsQuery, retryIncident } from '../api/admin.ts';
import { IntentKey } from '../api/keys.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { useMoment } from '../ui/useMoment.ts';
import { useTexts } from '../ui/useTexts.ts';
import { RowList } from './RowList.tsx';

const SIZE = 20;

/** What cannot go on without a person: why, and to try again or close it with a reason. */
export function IncidentsPage() {
  const t = useTexts('admin');
  const moment = useMoment();
  const queries = useQueryClient();
  const [status, setStatus] = useState<'open' | 'closed'>('open');
  const [page, setPage] = useState(1);
  const [closing, setClosing] = useState<IncidentItem>();
  const [intent] = useState(() => new IntentKey());
  const incidents = useQuery(incidentsQuery(status, { page, size: SIZE }));
  const retry = useMutation({
    mutationFn: (incident: IncidentItem) =>
      retryIncident(incident.id, intent.for({ retry: incident.id, attempts: incident.attempts })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['incidents'] }),
  });
  return (
    <>
      <PageHeader title={t('incidents')} lead={t('incidentsLead')} />
      <Segmented
        value={status}
        options={[
          { value: 'open', label: t('open') },
          { value: 'closed', label: t('closed') },
        ]}
        onChange={(next) => {
          setStatus(next as 'open' | 'closed');
          setPage(1);
        }}
        aria-label={t('status')}
      />
      <ProblemAlert error={incidents.error ?? retry.error} onRetry={() => void incidents.refetch()} />
      {incidents.isPending && <Loading />}
      {incidents.data?.items.length === 0 && <EmptyState title={t(status === 'open' ? 'noIncidents' : 'noneClosed')} />}
      {incidents.data && incidents.data.items.length > 0 && (
        <RowList
          rows={incidents.data.items}
          columns={[
            { key: 'at', title: t('at'), cell: (one) => moment(one.at) },
            { key: 'text', title: t('what'), cell: (one) => <IncidentText incident={one} /> },
            {
              key: 'case',
              title: t('case'),
              cell: (one) => (one.case ? <Link to={`/cases/${one.case}`}>{one.caseNo ?? t('openCase')}</Link> : '–'),
            },
            { key: 'attempts', title: t('attempts'), cell: (one) => one.attempts },
          ]}
          {...(status === 'open' && {
            actions: (one: IncidentItem) => (
              <>
                <Button
                  size="small"
                  loading={retry.isPending && retry.variables?.id === one.id}
                  onClick={() => retry.mutate(one)}
                >
                  {t('retry')}
                </Button>
                {!one.holds && (
                  <Button size="small" onClick={() => setClosing(one)}>
                    {t('closeIncident')}
                  </Button>
                )}
              </>
            ),
          })}
        />
      )}
      {(incidents.data?.total ?? 0) > SIZE && (
        <Pagination
          current={page}
          pageSize={SIZE}
          total={incidents.data?.total ?? 0}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
      {closing && <CloseDialog incident={closing} onDone={() => setClosing(undefined)} />}
    </>
  );
}

function IncidentText({ incident }: { incident: IncidentItem }) {
  const t = useTexts('admin');
  return (
    <>
      {incident.text}
      {incident.holds && <div className="dg-faint">{t('holdsCase')}</div>}
      {incident.cause && <div className="dg-faint">{incident.cause}</div>}
      {incident.reason && (
        <div className="dg-faint">
          {t('closedBecause', { person: incident.closedBy ?? '', reason: incident.reason })}
        </div>
      )}
    </>
  );
}

function CloseDialog({ incident, onDone }: { incident: IncidentItem; onDone(): void }) {
  const t = useTexts('admin');
  const id = useId();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [intent] = useState(() => new IntentKey());
  const close = useMutation({
    mutationFn: () => closeIncident(incident.id, reason.trim(), intent.for({ close: incident.id, reason })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['incidents'] });
      onDone();
    },
  });
  return (
    <Modal
      open
      title={t('closeIncident')}
      okText={t('closeIncident')}
      cancelText={t('shell:cancel')}
      okButtonProps={{ disabled: !reason.trim(), loading: close.isPending }}
      onOk={() => close.mutate()}
      onCancel={onDone}
    >
      <p>{incident.text}</p>
      <ProblemAlert error={close.error} />
      <div className="dg-admin-field">
        <label htmlFor={id}>{t('reason')}</label>
        <Input.TextArea
          id={id}
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Modal>
  );
}
