import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { isJsonObject, type RecordView, type StructureValidator } from '../../../engine/index.ts';
import { problemOf } from '../../api/problem.ts';
import { recordQuery, updateRecord } from '../../api/records.ts';
import { FormView } from '../../render/form/FormView.tsx';
import { IssueSummary } from '../../render/form/IssueSummary.tsx';
import { useFilledForm } from '../../render/form/useFilledForm.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { ProblemPage } from '../../ui/ProblemPage.tsx';
import { useSession } from '../../ui/session.tsx';
import { useTexts } from '../../ui/useTexts.ts';
import { changedFields } from './changes.ts';
import { DraftNotice, DraftStatus } from './DraftNotice.tsx';
import type { Starting } from './draft-keeper.ts';
import { formContext, recordFacts } from './form-context.ts';
import type { ParsedScreen } from './form-screen.ts';
import { fitting } from './former-data.ts';
import { isPlaced, issuesInData } from './issues-in-data.ts';
import { RecordConflict } from './RecordConflict.tsx';
import { structureQuery } from './structure-query.ts';
import { useDraft, useStartingDraft } from './useDraft.ts';
import { useFormScreen } from './useFormScreen.ts';
import { useNow } from './useNow.ts';
import { usePageScene } from './usePageScene.ts';

/** A stored record, to be changed. */
export function EditRecordPage() {
  const { form = '', id = '' } = useParams();
  const { data: record, error, refetch } = useQuery({ ...recordQuery(form, id), refetchOnWindowFocus: false });
  // A refresh behind the page that fails takes nothing away from what is shown.
  if (!record) return error ? <ProblemPage error={error} onRetry={() => void refetch()} /> : <Loading />;
  return <WithScreen key={id} record={record} />;
}

function WithScreen({ record: current }: { record: RecordView }) {
  // What is being changed is the record as it was opened; a later one shows as a conflict when it is saved.
  const [record] = useState(() => underNewest(current));
  const { parsed, error, retry } = useFormScreen(record.form, record.release);
  const address = parsed?.screen.validator ?? '';
  const structure = useQuery({ ...structureQuery(address), enabled: address !== '' });
  const draft = useStartingDraft(record.form, record.id);
  if (error) return <ProblemPage error={error} onRetry={retry} />;
  if (structure.error) return <ProblemPage error={structure.error} onRetry={() => void structure.refetch()} />;
  if (!parsed || !structure.data || !draft) return <Loading />;
  return <EditForm parsed={parsed} record={record} structure={structure.data.validate} starting={draft.starting} />;
}

type Props = {
  parsed: ParsedScreen;
  record: RecordView;
  structure: StructureValidator;
  starting: Starting | undefined;
};

function EditForm({ parsed, record, structure, starting: fetched }: Props) {
  const { form } = parsed;
  const t = useTexts('form');
  const session = useSession();
  const now = useNow();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [starting] = useState(fetched);
  const [base, setBase] = useState(record);
  const context = useMemo(
    () => formContext(parsed, session, now, { before: base.data, facts: recordFacts(base) }),
    [parsed, session, now, base],
  );
  const filled = useFilledForm({
    form,
    context,
    structure,
    initial: starting ? fitting(form, starting.data) : record.data,
  });
  const scene = usePageScene({ parsed, context, mode: 'fill', filled });
  const draft = useDraft(form.key, record.id, starting, filled.state.typed, filled.version);
  const [restored, setRestored] = useState(starting !== undefined);
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const summary = useRef<HTMLDivElement>(null);

  const address = `/forms/${form.key}/records/${record.id}`;
  const leave = async () => {
    await draft.keeper.discard().catch(() => undefined);
    await navigate(address, { replace: true });
  };
  const showIssues = () => {
    filled.showAll();
    setAsked(true);
    requestAnimationFrame(() => summary.current?.focus());
  };
  const save = async () => {
    setFailure(undefined);
    // A file that is on its way is not missing.
    if (scene.services.sending?.()) return void message.info(t('filesOnTheWay'));
    if (!filled.valid) return showIssues();
    setBusy(true);
    draft.keeper.hold();
    try {
      const saved = await updateRecord(form.key, record.id, changedFields(base.data, filled.state.data), base.revision);
      queries.setQueryData(recordQuery(form.key, record.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['records', form.key] });
      void message.success(t('shell:saved'));
      await leave();
    } catch (thrown) {
      draft.keeper.release();
      setFailure(thrown);
      const { issues } = problemOf(thrown);
      filled.tell(issuesInData(issues));
      if (issues.length > 0) showIssues();
    } finally {
      setBusy(false);
    }
  };

  const problem = failure === undefined ? undefined : problemOf(failure);
  const theirs =
    problem && (problem.status === 409 || problem.status === 412) ? currentRecord(problem.current) : undefined;
  return (
    <div>
      <PageHeader
        title={t('editTitle', { what: record.title })}
        lead={<DraftStatus state={draft.state} />}
        actions={<Button onClick={() => void leave()}>{t('shell:cancel')}</Button>}
      />
      <div className="dg-fill">
        <div className="dg-stack">
          <DraftNotice
            state={draft.state}
            restored={restored ? starting?.at : undefined}
            onTakeTheirs={(other) => {
              draft.keeper.takeTheirs(other);
              filled.reset(fitting(form, other.data));
            }}
            onKeepMine={(other) => void draft.keeper.keepMine(other)}
            onSeen={() => setRestored(false)}
            onDiscard={() => {
              void draft.keeper.discard().catch(() => undefined);
              filled.reset(base.data);
              setRestored(false);
            }}
          />
          {record.newest && <Alert type="info" showIcon title={t('movesToNewest')} />}
          {theirs && (
            <RecordConflict
              parsed={parsed}
              mine={filled.state.data}
              theirs={theirs}
              onTakeTheirs={() => {
                setBase(theirs);
                filled.reset(theirs.data);
                setFailure(undefined);
              }}
              onKeepMine={() => {
                // The fields that only they changed stay theirs; what both changed becomes mine.
                const mine = changedFields(base.data, filled.state.data);
                const merged = Object.entries({ ...theirs.data, ...mine }).filter(([, value]) => value !== null);
                setBase(theirs);
                filled.reset(Object.fromEntries(merged));
                setFailure(undefined);
              }}
            />
          )}
          {asked && <IssueSummary ref={summary} form={form} issues={filled.state.issues} />}
          {problem && !theirs && !isPlaced(problem.issues) && (
            <ProblemAlert
              error={failure}
              withoutIssues={problem.issues.length > 0}
              onClose={() => setFailure(undefined)}
            />
          )}
          <FormView scene={scene} state={filled.state} />
          <div className="dg-form-foot dg-no-print">
            <Button type="primary" size="large" loading={busy} onClick={() => void save()}>
              {t('shell:save')}
            </Button>
          </div>
        </div>
      </div>
    </div>
  );
}

/** The record as the newest release of its form has it: saving moves it there. */
function underNewest(record: RecordView): RecordView {
  return record.newest ? { ...record, ...record.newest } : record;
}

function currentRecord(current: unknown): RecordView | undefined {
  return isJsonObject(current) && isJsonObject(current.data) && typeof current.revision === 'number'
    ? underNewest(current as unknown as RecordView)
    : undefined;
}
