import { EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { own, type RecordView } from '../../../engine/index.ts';
import { recordHistoryQuery, recordQuery } from '../../api/records.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PrintButton } from '../../ui/PrintButton.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { ProblemPage } from '../../ui/ProblemPage.tsx';
import { usePermission } from '../../ui/session.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useMoment } from '../../ui/useMoment.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { PrintedCase, PrintedHistory } from '../timeline/PrintedHistory.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import { FormerFields } from './FormerFields.tsx';
import { hasPersonal } from './personal-fields.ts';
import { ReadRecord } from './ReadRecord.tsx';
import { RecordStatus } from './RecordStatus.tsx';
import { useFormScreen } from './useFormScreen.ts';

/** A record, to be read: its fields, what happened to it, the case about it. */
export function RecordPage() {
  const { form = '', id = '' } = useParams();
  const { data: record, error, refetch } = useQuery(recordQuery(form, id));
  // A refresh behind the page that fails takes nothing away from what is shown.
  if (!record) return error ? <ProblemPage error={error} onRetry={() => void refetch()} /> : <Loading />;
  return <ShownRecord key={id} record={record} />;
}

function ShownRecord({ record }: { record: RecordView }) {
  const t = useTexts('form');
  const say = useLocalise();
  const moment = useMoment();
  const { parsed, error, retry } = useFormScreen(record.form, record.release);
  const mayAdminister = usePermission('people');
  const history = useQuery(recordHistoryQuery(record.form, record.id));
  if (error) return <ProblemPage error={error} onRetry={retry} />;
  if (!parsed) return <Loading />;
  return (
    <div>
      <PageHeader
        title={record.title || say(parsed.screen.title)}
        beside={<RecordStatus status={record.status} statuses={parsed.statuses} />}
        lead={
          <>
            <Link to={`/forms/${record.form}`}>{say(parsed.screen.title)}</Link> ·{' '}
            {t('changedAt', { time: moment(record.updatedAt) })}
          </>
        }
        actions={
          <>
            {record.case && (
              <Link to={`/cases/${record.case}`} className="dg-button-quiet">
                {t('openCase')}
              </Link>
            )}
            {mayAdminister && hasPersonal(parsed.form) && (
              <Link to={`/forms/${record.form}/records/${record.id}/personal`} className="dg-button-quiet">
                {t('personal')}
              </Link>
            )}
            {parsed.screen.rights.create && own(parsed.statuses, record.status)?.outcome !== undefined && (
              <Link to={`/forms/${record.form}/new?copy=${record.id}`} className="dg-button-quiet">
                {t('copyAsNew')}
              </Link>
            )}
            <PrintButton />
            {record.allowed.includes('update') && (
              <Link to={`/forms/${record.form}/records/${record.id}/edit`} className="dg-button-link">
                <EditOutlined aria-hidden="true" /> {t('edit')}
              </Link>
            )}
          </>
        }
      />
      <div className="dg-fill dg-fill-with-route">
        <div className="dg-stack">
          <ReadRecord parsed={parsed} record={record} />
          {record.former && <FormerFields fields={record.former} />}
        </div>
        {record.case && <PrintedCase id={record.case} />}
        {history.data && <PrintedHistory title={t('history')} items={history.data.items} />}
        <section className="dg-card dg-card-body dg-no-print" aria-labelledby="record-history">
          <h2 id="record-history">{t('history')}</h2>
          {history.isPending && <Loading />}
          {history.error && <ProblemAlert error={history.error} onRetry={() => void history.refetch()} />}
          {history.data && <Timeline items={history.data.items} />}
        </section>
      </div>
    </div>
  );
}
