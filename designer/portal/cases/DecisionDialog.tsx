import { Alert, Input, Modal, Radio, Select } from 'antd';
import { useId, useRef, useState } from 'react';
import {
  type Chosen,
  type DecisionInput,
  decisionOf,
  isHanding,
  type JsonObject,
  type LocalIssue,
  type TaskView,
} from '../../../engine/index.ts';
import { decide, findTaskPeople } from '../../api/cases.ts';
import { IntentKey } from '../../api/keys.ts';
import { problemOf } from '../../api/problem.ts';
import { LabelledInput } from '../../ui/LabelledInput.tsx';
import { PeopleSelect } from '../../ui/PeopleSelect.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useDecisionText } from '../../ui/useDecisionText.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import type { ParsedScreen } from '../forms/form-screen.ts';
import { ChosenPeople } from './ChosenPeople.tsx';
import { issueUnder } from './issue-under.ts';
import { StaleTask } from './StaleTask.tsx';
import { useOpinion } from './useOpinion.ts';

type Props = {
  task: TaskView;
  parsed: ParsedScreen;
  shown: JsonObject;
  decision: string;
  data: JsonObject;
  /** Fields were changed that this decision does not save. */
  leavesChanges?: boolean;
  onClose: () => void;
  /** Given up while the server was not reached. */
  onCancelled?: () => void;
  onSending: () => void;
  onRefused: (issues: LocalIssue[]) => void;
  onDecided: () => void;
  onReload: () => void;
};

type Where = NonNullable<DecisionInput['where']>;
type Resume = NonNullable<DecisionInput['resume']>;
const ways: readonly Resume[] = ['rerun', 'direct'];
const places: readonly Where[] = ['before', 'after', 'alongside'];

/** Asks for what a decision needs: opinion, target, signature; then makes it. */
export function DecisionDialog({
  task,
  parsed,
  shown,
  decision,
  data,
  leavesChanges = false,
  onClose,
  onCancelled,
  onSending,
  onRefused,
  onDecided,
  onReload,
}: Props) {
  const t = useTexts('task');
  const say = useLocalise();
  const id = useId();
  const text = useDecisionText()(decision);
  const { opinion, type, forget } = useOpinion(task.id);
  const [to, setTo] = useState<string | undefined>(decision === 'return' ? task.returnTo[0]?.to : undefined);
  const [where, setWhere] = useState<Where>('alongside');
  const [chosen, setChosen] = useState<Chosen>({});
  const [resume, setResume] = useState<Resume>();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const intent = useRef(new IntentKey());
  const sending = useRef<AbortController>(undefined);

  const kind = decisionOf(decision);
  const toPerson = isHanding(decision);
  const opinionNeeded =
    task.opinion === 'required' ? !toPerson : task.opinion === 'on-reject' && kind?.effect === 'objects';
  const toNeeded = toPerson || (decision === 'return' && task.returnTo.length > 0);
  const resumeNeeded = decision === 'return' && task.resume === 'ask';
  const signNeeded = task.sign === 'password' && !toPerson;
  // Who agrees leads the case to the next step, and names its people where the chart leaves that to them.
  const choose = kind?.effect === 'agrees' ? task.choose : [];
  const missing = {
    opinion: opinionNeeded && !opinion.trim(),
    to: toNeeded && !to,
    sign: signNeeded && !password,
    resume: resumeNeeded && !resume,
  };

  const send = async () => {
    setTried(true);
    if (busy || missing.opinion || missing.to || missing.sign || missing.resume) return;
    const input: DecisionInput = {
      decision,
      seen: task.seen,
      ...(opinion.trim() && { opinion: opinion.trim() }),
      ...(Object.keys(data).length > 0 && { data }),
      ...(to && { to }),
      ...(kind?.placed && { where }),
      ...(choose.length > 0 && { chosen }),
      ...(resumeNeeded && resume && { resume }),
      ...(signNeeded && { sign: password }),
    };
    setBusy(true);
    setFailure(undefined);
    onSending();
    const abort = new AbortController();
    sending.current = abort;
    try {
      await decide(task.id, input, intent.current.for(input), abort.signal);
      intent.current.done();
      forget();
      onDecided();
    } catch (thrown) {
      if (abort.signal.aborted) return onCancelled?.();
      setFailure(thrown);
      setPassword('');
      setBusy(false);
      onRefused(problemOf(thrown).issues);
    }
  };

  // What was not sent yet is not sent; an answer that is on its way shows on the page, which is asked for anew.
  const cancel = () => {
    if (busy) sending.current?.abort();
    onClose();
  };

  const problem = failure === undefined ? undefined : problemOf(failure);
  // What the server says of an input of this dialog stands beside it.
  const saidOf = (path: string) => problem?.issues.find((one) => one.path === path)?.message;
  const placed =
    problem?.issues.some(
      ({ path }) => ['/opinion', '/to', '/sign', '/where', '/resume'].includes(path) || path.startsWith('/chosen/'),
    ) ?? false;
  const stale = problem?.status === 409 || problem?.status === 412;
  return (
    <Modal
      open
      title={t('dialogTitle', { decision: text, what: task.caseTitle })}
      okText={text}
      okButtonProps={{ danger: kind?.danger ?? false, disabled: stale, loading: busy }}
      cancelText={t('shell:cancel')}
      mask={{ closable: false }}
      onOk={() => void send()}
      onCancel={cancel}
    >
      <form
        className="dg-stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {stale ? (
          <StaleTask parsed={parsed} shown={shown} problem={problem} onReload={onReload} />
        ) : (
          !placed && <ProblemAlert error={failure} />
        )}
        {leavesChanges && <Alert type="warning" showIcon title={t('leavesChanges')} />}
        {decision === 'return' && task.returnTo.length > 0 && (
          <LabelledInput
            id={`${id}-to`}
            label={t('returnTo')}
            required
            issue={(tried && missing.to ? t('chooseTarget') : undefined) ?? saidOf('/to')}
          >
            <Select
              value={to}
              onChange={setTo}
              options={task.returnTo.map((one) => ({ value: one.to, label: say(one.title) }))}
            />
          </LabelledInput>
        )}
        {resumeNeeded && (
          <ResumeChoice
            value={resume}
            onChange={setResume}
            issue={(tried && missing.resume ? t('chooseResume') : undefined) ?? saidOf('/resume')}
          />
        )}
        {toPerson && (
          <LabelledInput
            id={`${id}-person`}
            label={t(decision === 'transfer' ? 'transferTo' : 'signer')}
            required
            issue={(tried && missing.to ? t('choosePerson') : undefined) ?? saidOf('/to')}
          >
            <PeopleSelect<string>
              about={['task', task.id, decision]}
              find={(q, signal) => findTaskPeople(task.id, { for: decision }, q, signal)}
              value={to}
              onChange={setTo}
            />
          </LabelledInput>
        )}
        <ChosenPeople
          id={`${id}-chosen`}
          about={task.id}
          choose={choose}
          chosen={chosen}
          find={(step, q, signal) => findTaskPeople(task.id, { for: 'choice', step }, q, signal)}
          issueOf={(step) => issueUnder(problem?.issues, `/chosen/${step}`)}
          onChange={setChosen}
        />
        {kind?.placed && (
          <fieldset className="dg-labelled dg-plain-fieldset">
            <legend className="dg-label">{t('where')}</legend>
            <Radio.Group
              value={where}
              onChange={({ target }) => setWhere(target.value as Where)}
              options={places.map((value) => ({ value, label: t(value) }))}
            />
          </fieldset>
        )}
        <LabelledInput
          id={`${id}-opinion`}
          label={t(kind?.effect === 'objects' ? 'reason' : 'opinion')}
          required={opinionNeeded}
          issue={(tried && missing.opinion ? t('giveReason') : undefined) ?? saidOf('/opinion')}
        >
          <Input.TextArea
            value={opinion}
            onChange={({ target }) => type(target.value)}
            rows={3}
            className="dg-grow"
            maxLength={2000}
            autoFocus
          />
        </LabelledInput>
        {signNeeded && (
          <LabelledInput
            id={`${id}-sign`}
            label={t('sign')}
            help={t('signHelp')}
            required
            issue={saidOf('/sign') ?? (tried && missing.sign ? t('giveSign') : undefined)}
          >
            <Input
              type="password"
              value={password}
              onChange={({ target }) => setPassword(target.value)}
              autoComplete="current-password"
            />
          </LabelledInput>
        )}
        {/* Enter in the password decides, as people expect of a form. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      </form>
    </Modal>
  );
}

type ResumeProps = { value: Resume | undefined; onChange: (resume: Resume) => void; issue: string | undefined };

/** How the case goes on once it comes back, where the step leaves that to the person who returns it. */
function ResumeChoice({ value, onChange, issue }: ResumeProps) {
  const t = useTexts('task');
  const id = useId();
  return (
    <fieldset className="dg-labelled dg-plain-fieldset" aria-describedby={issue ? id : undefined}>
      <legend className="dg-label">
        {t('resume')}
        <span className="dg-required" aria-hidden="true">
          *
        </span>
      </legend>
      <Radio.Group
        value={value}
        onChange={({ target }) => onChange(target.value as Resume)}
        options={ways.map((one) => ({ value: one, label: t(one) }))}
      />
      {issue && (
        <p id={id} className="dg-issue">
          {issue}
        </p>
      )}
    </fieldset>
  );
}
