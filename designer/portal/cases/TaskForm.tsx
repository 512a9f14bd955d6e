import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { CaseView, JsonObject, StructureValidator, TaskView } from '../../../engine/index.ts';
import { FormView } from '../../render/form/FormView.tsx';
import { IssueSummary } from '../../render/form/IssueSummary.tsx';
import { useFilledForm } from '../../render/form/useFilledForm.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useSession } from '../../ui/session.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { changedFields } from '../forms/changes.ts';
import { DraftNotice, DraftStatus } from '../forms/DraftNotice.tsx';
import type { Starting } from '../forms/draft-keeper.ts';
import { formContext, initiatorFacts, recordFacts } from '../forms/form-context.ts';
import type { ParsedScreen } from '../forms/form-screen.ts';
import { issuesInData } from '../forms/issues-in-data.ts';
import { structureQuery } from '../forms/structure-query.ts';
import { useDraft, useStartingDraft } from '../forms/useDraft.ts';
import { useFormScreen } from '../forms/useFormScreen.ts';
import { useNow } from '../forms/useNow.ts';
import { usePageScene } from '../forms/usePageScene.ts';
import { DecisionBar } from './DecisionBar.tsx';
import { ReturnNotice } from './ReturnNotice.tsx';

type Props = { task: TaskView; view: CaseView; onReload: () => void };

/** The record as the step lets its people write it, with the decision below. */
export function TaskForm(props: Props) {
  const { record } = props.task;
  const { parsed, error, retry } = useFormScreen(record.form, record.release);
  const address = parsed?.screen.validator ?? '';
  const structure = useQuery({ ...structureQuery(address), enabled: address !== '' });
  const draft = useStartingDraft(record.form, props.task.id);
  if (error) return <ProblemAlert error={error} onRetry={retry} />;
  if (structure.error) return <ProblemAlert error={structure.error} onRetry={() => void structure.refetch()} />;
  if (!parsed || !structure.data || !draft) return <Loading />;
  return <Filled {...props} parsed={parsed} structure={structure.data.validate} starting={draft.starting} />;
}

type FilledProps = Props & {
  parsed: ParsedScreen;
  structure: StructureValidator;
  starting: Starting | undefined;
};

function Filled({ task, view, onReload, parsed, structure, starting: fetched }: FilledProps) {
  const { record } = task;
  const session = useSession();
  const say = useLocalise();
  const now = useNow();
  const [starting] = useState(fetched);
  const [restored, setRestored] = useState(starting !== undefined);
  const [asked, setAsked] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const context = useMemo(
    () =>
      formContext(parsed, session, now, {
        before: record.data,
        step: task.fields,
        facts: { ...recordFacts(record), ...initiatorFacts(view.initiator, session) },
      }),
    [parsed, session, now, record, task.fields, view.initiator],
  );
  const filled = useFilledForm({
    form: parsed.form,
    context,
    structure,
    initial: { ...record.data, ...starting?.data },
  });
  const scene = usePageScene({ parsed, context, mode: 'fill', filled });
  const written = useMemo(
    () => changesBetween(record.data, filled.state.typed, task.fields),
    [record.data, filled.state.typed, task.fields],
  );
  const draft = useDraft(parsed.form.key, task.id, starting, written, filled.version);
  const showIssues = () => {
    filled.showAll();
    setAsked(true);
    requestAnimationFrame(() => {
      summary.current?.focus({ preventScroll: true });
      summary.current?.scrollIntoView({ block: 'start' });
    });
  };
  return (
    <div className="dg-stack">
      {task.returned && <ReturnNotice returned={task.returned} />}
      {task.guide && <p className="dg-guide">{say(task.guide)}</p>}
      <DraftNotice
        state={draft.state}
        restored={restored ? starting?.at : undefined}
        onTakeTheirs={(theirs) => {
          draft.keeper.takeTheirs(theirs);
          filled.reset({ ...record.data, ...theirs.data });
        }}
        onKeepMine={(theirs) => void draft.keeper.keepMine(theirs)}
        onSeen={() => setRestored(false)}
        onDiscard={() => {
          void draft.keeper.discard().catch(() => undefined);
          filled.reset(record.data);
          setRestored(false);
        }}
      />
      {asked && <IssueSummary ref={summary} form={parsed.form} issues={filled.state.issues} />}
      <FormView scene={scene} state={filled.state} />
      <DecisionBar
        task={task}
        parsed={parsed}
        shown={record.data}
        valid={filled.valid}
        sending={() => (scene.services.sending?.() ?? 0) > 0}
        data={writable(changedFields(record.data, filled.state.data), task.fields)}
        status={<DraftStatus state={draft.state} />}
        onInvalid={showIssues}
        onSending={() => draft.keeper.hold()}
        onRefused={(issues) => {
          draft.keeper.release();
          filled.tell(issuesInData(issues));
          if (issues.some(({ path }) => path.startsWith('/data/'))) showIssues();
        }}
        onDecided={() => draft.keeper.discard().catch(() => undefined)}
        onReload={onReload}
      />
    </div>
  );
}

// A field of rows is written where one of its columns is (`items.cost`).
function isWritable(fields: TaskView['fields'], name: string): boolean {
  return Object.entries(fields).some(
    ([path, access]) => (path === name || path.startsWith(`${name}.`)) && (access === 'edit' || access === 'required'),
  );
}

/** Of all changes, those that the step lets its people make; computed ones the server makes itself. */
function writable(changes: JsonObject, fields: TaskView['fields']): JsonObject {
  return Object.fromEntries(Object.entries(changes).filter(([name]) => isWritable(fields, name)));
}

/** What a draft of a task keeps: the fields that its maker may write, as typed. */
function changesBetween(stored: JsonObject, typed: JsonObject, fields: TaskView['fields']): JsonObject {
  return Object.fromEntries(
    Object.entries(writable(changedFields(stored, typed), fields)).filter(([, value]) => value !== null),
  );
}
