import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { RecordView } from '../../../engine/index.ts';
import { IntentKey } from '../../api/keys.ts';
import { problemOf } from '../../api/problem.ts';
import { erasePersonal, exportPersonal, recordQuery } from '../../api/records.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { LabelledInput } from '../../ui/LabelledInput.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { ProblemPage } from '../../ui/ProblemPage.tsx';
import { saveJson } from '../../ui/save-file.ts';
import { useJoin } from '../../ui/useJoin.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import type { ParsedScreen } from './form-screen.ts';
import { personalFields } from './personal-fields.ts';
import { useFormScreen } from './useFormScreen.ts';

/** What is kept about the subject of a record: to be handed out to them, or erased. */
export function PersonalPage() {
  const { form = '', id = '' } = useParams();
  const { data: record, error, refetch } = useQuery(recordQuery(form, id));
  if (!record) return error ? <ProblemPage error={error} onRetry={() => void refetch()} /> : <Loading />;
  return <OfRecord key={id} record={record} />;
}

function OfRecord({ record }: { record: RecordView }) {
  const t = useTexts('form');
  const { parsed, error, retry } = useFormScreen(record.form, record.release);
  if (error) return <ProblemPage error={error} onRetry={retry} />;
  if (!parsed) return <Loading />;
  const none = personalFields(parsed.form).goes.length === 0;
  return (
    <div className="dg-stack dg-profile">
      <PageHeader
        title={t('personalOf', { what: record.title })}
        lead={<Link to={`/forms/${record.form}/records/${record.id}`}>{t('backToRecord')}</Link>}
      />
      {none ? (
        <EmptyState title={t('personalNone')} />
      ) : (
        <>
          <ExportSection record={record} parsed={parsed} />
          <EraseSection record={record} parsed={parsed} />
        </>
      )}
    </div>
  );
}

function ExportSection({ record, parsed }: { record: RecordView; parsed: ParsedScreen }) {
  const t = useTexts('form');
  const say = useLocalise();
  const join = useJoin();
  const id = useId();
  const give = useMutation({
    mutationFn: () => exportPersonal(record.form, record.id),
    onSuccess: (found) => saveJson(`${record.form}-${record.id}-${found.at.slice(0, 10)}.json`, found),
  });
  const titleOf = (name: string) => say(parsed.form.fields[name]?.title) || name;
  return (
    <section className="dg-card dg-card-body dg-stack" aria-labelledby={id}>
      <h2 id={id}>{t('personalExport')}</h2>
      <p className="dg-soft">{t('personalExportLead')}</p>
      <ProblemAlert error={give.error} />
      {give.data && (
        <Alert
          role="status"
          type={give.data.withheld.length > 0 ? 'warning' : 'success'}
          showIcon
          title={t('personalExported', {
            history: give.data.history.length,
            cases: give.data.cases.length,
            references: give.data.references.length,
            files: give.data.files.length,
          })}
          description={
            give.data.withheld.length > 0
              ? t('personalWithheld', { fields: join(give.data.withheld.map(titleOf)) })
              : undefined
          }
        />
      )}
      <div>
        <Button loading={give.isPending} onClick={() => give.mutate()}>
          {t('personalExportDo')}
        </Button>
      </div>
    </section>
  );
}

function EraseSection({ record, parsed }: { record: RecordView; parsed: ParsedScreen }) {
  const t = useTexts('form');
  const say = useLocalise();
  const join = useJoin();
  const id = useId();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const [intent] = useState(() => new IntentKey());
  // What is typed is what stands at the head of the page; a record without a title is confirmed by the form's.
  const [asked] = useState(record.title || say(parsed.screen.title));
  const { goes, stays } = personalFields(parsed.form);
  const erase = useMutation({
    mutationFn: () => erasePersonal(record.form, record.id, reason.trim(), intent.for({ reason: reason.trim() })),
    onSuccess: () => {
      intent.done();
      for (const queryKey of [['record'], ['records'], ['case'], ['task'], ['tasks']])
        void queries.invalidateQueries({ queryKey });
    },
    onError: (thrown) => {
      const { status } = problemOf(thrown);
      if (status >= 400 && status < 500) intent.done();
    },
  });
  const right = typed.trim() === asked;
  const awaits = erase.data ? erase.data.awaits : record.erasing;
  const waiting = awaits && (
    <Alert
      role="status"
      type="info"
      showIcon
      title={t('personalAwaits')}
      description={t('personalAwaitsWho', { who: say(awaits.by.title) })}
    />
  );
  const send = () => {
    setTried(true);
    if (reason.trim() && right) erase.mutate();
  };
  if (erase.data)
    return (
      <section className="dg-card dg-card-body dg-stack" aria-labelledby={id}>
        <h2 id={id}>{t('personalErase')}</h2>
        {waiting ?? (
          <Alert
            role="status"
            type="success"
            showIcon
            title={t('personalErased')}
            description={
              <>
                {t('personalErasedWhat', {
                  records: erase.data.records,
                  links: erase.data.links,
                  files: erase.data.files,
                })}
                {erase.data.unreached?.map(({ code, message }) => (
                  <p key={code}>{message}</p>
                ))}
              </>
            }
          />
        )}
      </section>
    );
  return (
    <section className="dg-card dg-card-body dg-stack" aria-labelledby={id}>
      <h2 id={id}>{t('personalErase')}</h2>
      <dl className="dg-erase">
        <dt>{t('personalGoes')}</dt>
        <dd>
          <strong>{join(goes.map((title) => say(title)))}</strong>
          <p className="dg-soft">{t('personalGoesWhere')}</p>
        </dd>
        <dt>{t('personalStays')}</dt>
        <dd>
          {join(stays.map((title) => say(title)))}
          <p className="dg-soft">{t('personalStaysWhy')}</p>
        </dd>
      </dl>
      {waiting}
      <ProblemAlert error={erase.error} />
      <LabelledInput
        id={`${id}-reason`}
        label={t('task:reason')}
        help={t('personalReasonHelp')}
        required
        issue={tried && !reason.trim() ? t('task:giveReason') : undefined}
      >
        <Input.TextArea value={reason} onChange={({ target }) => setReason(target.value)} rows={2} maxLength={500} />
      </LabelledInput>
      <LabelledInput
        id={`${id}-typed`}
        label={t('personalType', { what: asked })}
        required
        issue={tried && !right ? t('personalTypeWrong', { what: asked }) : undefined}
      >
        <Input value={typed} autoComplete="off" onChange={({ target }) => setTyped(target.value)} />
      </LabelledInput>
      <div>
        <Button danger type="primary" loading={erase.isPending} onClick={send}>
          {t('personalEraseDo')}
        </Button>
      </div>
    </section>
  );
}
