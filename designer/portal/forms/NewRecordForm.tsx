import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import {
  type Chosen,
  type Context,
  isText,
  type JsonObject,
  type SentDraft,
  type StructureValidator,
  segmentsOf,
} from '../../../engine/index.ts';
import { IntentKey } from '../../api/keys.ts';
import { problemOf } from '../../api/problem.ts';
import { createRecord } from '../../api/records.ts';
import { FormView } from '../../render/form/FormView.tsx';
import { IssueSummary } from '../../render/form/IssueSummary.tsx';
import { useFilledForm } from '../../render/form/useFilledForm.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { changedFields } from './changes.ts';
import { addressOfSent, DraftNotice, DraftStatus } from './DraftNotice.tsx';
import type { Starting } from './draft-keeper.ts';
import { FormerFields } from './FormerFields.tsx';
import type { ParsedScreen } from './form-screen.ts';
import { fitting, leftOver } from './former-data.ts';
import { isPlaced, issuesInData } from './issues-in-data.ts';
import { RoutePanel } from './RoutePanel.tsx';
import { sentDraft, useDraft } from './useDraft.ts';
import { usePageScene } from './usePageScene.ts';

const SCOPE = 'new';

type Props = {
  parsed: ParsedScreen;
  structure: StructureValidator;
  context: Context;
  /** Defaults of a new record. */
  initial: JsonObject;
  starting: Starting | undefined;
  /** Begins with these data, which are no draft yet. */
  copied?: JsonObject;
  /** What to say of where the data come from. */
  lead?: string;
};

export function NewRecordForm({ parsed, structure, context, initial, starting, copied, lead }: Props) {
  const { screen, form } = parsed;
  const t = useTexts('form');
  const say = useLocalise();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const filled = useFilledForm({
    form,
    context,
    structure,
    initial: starting ? fitting(form, starting.data) : (copied ?? initial),
  });
  const scene = usePageScene({ parsed, context, mode: 'fill', filled });
  const draft = useDraft(form.key, SCOPE, starting, filled.state.typed, filled.version);
  const [restored, setRestored] = useState(starting !== undefined);
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [chosen, setChosen] = useState<Chosen>({});
  const [busy, setBusy] = useState(false);
  const [former, setFormer] = useState(() => starting && leftOver(form, starting));
  const sending = useRef(false);
  const intent = useRef(new IntentKey());
  const summary = useRef<HTMLDivElement>(null);

  const submit = async (again = false) => {
    // A second click while the first is on its way does nothing; one after a lost answer has the same key.
    if (sending.current) return;
    setFailure(undefined);
    // A file that is on its way is not missing.
    if (scene.services.sending?.()) return void message.info(t('filesOnTheWay'));
    if (!filled.valid) return showIssues();
    sending.current = true;
    setBusy(true);
    draft.keeper.hold();
    const body = {
      data: changedFields(initial, filled.state.data),
      draft: SCOPE,
      // One draft is submitted once, unless the person wants a second one of it.
      ...(!again && draft.keeper.revision > 0 && { draftRevision: draft.keeper.revision }),
      ...(Object.keys(chosen).length > 0 && { chosen }),
    };
    try {
      const { record, case: started } = await createRecord(form.key, body, intent.current.for(body));
      intent.current.done();
      draft.keeper.submitted();
      for (const key of ['home', 'tasks', 'records']) void queries.invalidateQueries({ queryKey: [key] });
      void message.success(started ? t('submitted', { what: record.title }) : t('shell:saved'));
      await navigate(started ? `/cases/${started}` : `/forms/${form.key}/records/${record.id}`, { replace: true });
    } catch (thrown) {
      draft.keeper.release();
      const sent = sentDraft(thrown);
      if (sent) {
        draft.keeper.wasSent(sent);
        return askAgain(sent);
      }
      const found = issuesInData(problemOf(thrown).issues);
      filled.tell(found);
      setFailure(thrown);
      const choice = problemOf(thrown).issues.find(({ path }) => path.startsWith('/chosen/'));
      if (choice && found.length === 0) return focusChoice(choice.path);
      showIssues();
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };

  // The inputs for people stand beside the form, on a phone between it and what sends it.
  function focusChoice(path: string) {
    const [, step = ''] = segmentsOf(path);
    const input = document.getElementById(`route-chosen-${step}`);
    input?.focus({ preventScroll: true });
    input?.scrollIntoView({ block: 'center' });
  }

  function askAgain(sent: SentDraft) {
    const link = (
      // The dialog is drawn outside the router, which its links know nothing of.
      <a
        href={addressOfSent(form.key, sent)}
        onClick={(event) => {
          event.preventDefault();
          asking.destroy();
          void navigate(addressOfSent(form.key, sent));
        }}
      >
        {t('openSent')}
      </a>
    );
    const asking = modal.confirm({
      title: t('draftSent'),
      content: (
        <p>
          {t('sendAgainText')} {link}
        </p>
      ),
      okText: t('sendAgain'),
      okButtonProps: { danger: true },
      cancelText: t('shell:cancel'),
      onOk: () => void submit(true),
    });
  }

  function showIssues() {
    filled.showAll();
    setAsked(true);
    // Once the summary is drawn.
    requestAnimationFrame(() => {
      summary.current?.focus({ preventScroll: true });
      summary.current?.scrollIntoView({ block: 'start' });
    });
  }

  const discard = () =>
    void modal.confirm({
      title: t('discardTitle'),
      content: t('discardText'),
      okText: t('discard'),
      okButtonProps: { danger: true },
      cancelText: t('shell:cancel'),
      onOk: async () => {
        await draft.keeper.discard().catch(() => undefined);
        filled.reset(initial);
        setFormer(undefined);
        setRestored(false);
        setAsked(false);
        setFailure(undefined);
      },
    });

  const problem = failure === undefined ? undefined : problemOf(failure);
  return (
    <div>
      <PageHeader
        title={t('newTitle', { form: say(screen.title) })}
        lead={<DraftStatus state={draft.state} />}
        actions={
          draft.state.status !== 'none' && (
            <Button type="text" onClick={discard}>
              {t('discard')}
            </Button>
          )
        }
      />
      {form.description !== undefined && <p className="dg-description dg-soft">{say(form.description)}</p>}
      <div className={screen.workflow ? 'dg-fill dg-fill-with-route' : 'dg-fill'}>
        <div className="dg-stack">
          <DraftNotice
            state={draft.state}
            restored={restored ? starting?.at : undefined}
            onTakeTheirs={(theirs) => {
              draft.keeper.takeTheirs(theirs);
              filled.reset(fitting(form, theirs.data));
            }}
            onKeepMine={(theirs) => void draft.keeper.keepMine(theirs)}
            onSeen={() => setRestored(false)}
            onDiscard={discard}
            form={form.key}
            onBeginAnew={() => draft.keeper.beginAnew(filled.state.typed)}
          />
          {lead && <Alert type="info" showIcon title={lead} />}
          {former && former.length > 0 && <FormerFields fields={former} lead={t('draftLeftOver')} />}
          {asked && <IssueSummary ref={summary} form={form} issues={filled.state.issues} />}
          {problem && !isPlaced(problem.issues) && (
            <ProblemAlert
              error={failure}
              withoutIssues={problem.issues.length > 0}
              onClose={() => setFailure(undefined)}
            />
          )}
          <FormView scene={scene} state={filled.state} />
        </div>
        {screen.workflow && (
          <RoutePanel
            workflow={String(screen.workflow.key)}
            {...(isText(screen.workflow.description) && { description: screen.workflow.description })}
            data={filled.state.data}
            base={initial}
            ready={filled.valid}
            wrong={filled.issues.some(({ code, severity }) => severity === 'error' && code !== 'field/required')}
            chosen={chosen}
            issues={problem?.issues ?? []}
            onChoose={setChosen}
          />
        )}
        {/* After the people to choose: what is to be filled in stands before what sends it. */}
        <div className="dg-form-foot dg-no-print">
          <Button
            type="primary"
            size="large"
            loading={busy}
            onClick={() => (draft.state.status === 'sent' ? askAgain(draft.state.sent) : void submit())}
          >
            {screen.workflow ? t('submit') : t('shell:save')}
          </Button>
        </div>
      </div>
    </div>
  );
}
