import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Input, Modal, Select } from 'antd';
import { useId, useMemo, useRef, useState } from 'react';
import {
  type AdministerCases,
  type AdminVerb,
  type CaseView,
  chartGraph,
  type GraphNode,
  type Text,
} from '../../../engine/index.ts';
import { administerCase, findPeople } from '../../api/cases.ts';
import { IntentKey } from '../../api/keys.ts';
import { problemOf } from '../../api/problem.ts';
import { LabelledInput } from '../../ui/LabelledInput.tsx';
import { PeopleSelect } from '../../ui/PeopleSelect.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { adminTexts } from './admin-texts.ts';

const SECOND = 'workflow/second-administrator';

type Props = { view: CaseView; verb: AdminVerb; onClose: () => void };

/** Asks for the reason of an administrator's act, and for the task, the person or the state that it needs; then carries it out. */
export function AdministerDialog({ view, verb, onClose }: Props) {
  const t = useTexts('cases');
  const say = useLocalise();
  const id = useId();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const texts = adminTexts[verb];
  const graph = useMemo(() => chartGraph(view.definition), [view.definition]);
  const places = placesOf(view, graph.nodes);
  const [place, setPlace] = useState(places[0]?.value);
  const [to, setTo] = useState<string>();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const intent = useRef(new IntentKey());
  const needsTarget = verb === 'reassign' || verb === 'move';
  // What one administrator may not do alone is proposed to a second one: the same act, once more.
  const beyond = needsTarget ? failure && problemOf(failure).issues.find(({ code }) => code === SECOND) : undefined;
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setFailure(undefined);
    };

  const send = async () => {
    setTried(true);
    if (busy || !reason.trim() || (needsTarget && !to)) return;
    const body: Omit<AdministerCases, 'cases'> = {
      reason: reason.trim(),
      ...(needsTarget && to && { to }),
      ...(verb === 'reassign' && places.find(({ value }) => value === place)?.names),
    };
    setBusy(true);
    setFailure(undefined);
    try {
      if (beyond && (verb === 'reassign' || verb === 'move'))
        await administerCase('propose', view.id, { ...body, verb }, intent.current.for(['propose', verb, body]));
      else await administerCase(verb, view.id, body, intent.current.for([verb, body]));
      intent.current.done();
      void message.success(t(beyond ? 'didPropose' : texts.done));
      onClose();
    } catch (thrown) {
      setFailure(thrown);
      // An answer that refuses is remembered under its key: the next try is another intention.
      if (problemOf(thrown).status === 422) intent.current.done();
    } finally {
      setBusy(false);
      for (const key of [['case', view.id], ['home'], ['tasks'], ['task']])
        void queries.invalidateQueries({ queryKey: key });
    }
  };

  return (
    <Modal
      open
      title={t(texts.act)}
      okText={t(beyond ? 'propose' : texts.act)}
      okButtonProps={{ danger: verb === 'cancel' }}
      cancelText={t('shell:cancel')}
      confirmLoading={busy}
      mask={{ closable: false }}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className="dg-stack">
        {beyond ? (
          <Alert role="alert" type="info" showIcon title={t('beyondOne')} description={t('beyondOneText')} />
        ) : (
          <ProblemAlert error={failure} />
        )}
        <p>{t(texts.lead)}</p>
        {verb === 'reassign' && (
          <LabelledInput id={`${id}-task`} label={t('whichTask')} required>
            <Select
              value={place}
              onChange={change(setPlace)}
              options={places.map(({ value, texts }) => ({
                value,
                label: texts.map((text) => say(text)).join(' · '),
              }))}
            />
          </LabelledInput>
        )}
        {verb === 'reassign' && (
          <LabelledInput
            id={`${id}-to`}
            label={t('reassignTo')}
            required
            issue={tried && !to ? t('task:choosePerson') : undefined}
          >
            <PeopleSelect<string> about={['names']} find={findPeople} value={to} onChange={change(setTo)} />
          </LabelledInput>
        )}
        {verb === 'move' && (
          <StateChoice
            id={`${id}-to`}
            view={view}
            nodes={graph.nodes}
            value={to}
            onChange={change(setTo)}
            issue={tried && !to ? t('chooseState') : undefined}
          />
        )}
        <LabelledInput
          id={`${id}-reason`}
          label={t('task:reason')}
          help={t('reasonHelp')}
          required
          issue={tried && !reason.trim() ? t('task:giveReason') : undefined}
        >
          <Input.TextArea
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            rows={3}
            className="dg-grow"
            maxLength={2000}
          />
        </LabelledInput>
      </div>
    </Modal>
  );
}

type Place = { value: string; names: { task: string } | { step: string }; texts: Text[] };

/** What can be given to another person: each open task, and each step that stands without one. */
function placesOf(view: CaseView, nodes: GraphNode[]): Place[] {
  const tasks = view.waitingFor.map((one) => ({
    value: one.task,
    names: { task: one.task },
    texts: [one.title, one.person?.title ?? one.pool ?? ''].filter((text) => text !== ''),
  }));
  const waited = new Set(view.waitingFor.map(({ step }) => step));
  const empty = nodes.flatMap(({ id, step, title }) =>
    step !== undefined && view.states.includes(id) && !waited.has(step)
      ? [{ value: `step ${step}`, names: { step }, texts: [title] }]
      : [],
  );
  return [...tasks, ...empty];
}

type ChoiceProps = { id: string; value: string | undefined; onChange: (to: string) => void; issue: string | undefined };

/** The states that a case may be put into: never where it stands, and never an end that says it was approved. */
function StateChoice({
  id,
  view,
  nodes,
  value,
  onChange,
  issue,
}: ChoiceProps & { view: CaseView; nodes: GraphNode[] }) {
  const t = useTexts('cases');
  const say = useLocalise();
  const states = nodes.filter(
    (node) =>
      node.kind !== 'history' &&
      node.kind !== 'start' &&
      !view.states.includes(node.id) &&
      (node.kind !== 'final' ||
        (node.parent === undefined && node.outcome !== undefined && node.outcome !== 'approved')),
  );
  return (
    <LabelledInput id={id} label={t('moveTo')} required issue={issue}>
      <Select
        value={value}
        onChange={onChange}
        options={states.map((node) => ({ value: node.id, label: say(node.title) }))}
      />
    </LabelledInput>
  );
}
