import { Alert, Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import {
  type AdministerCases,
  type AdminVerb,
  type CaseView,
  chartGraph,
  type GraphNode,
  type Text,
} from '../../../engine/index.ts';
import { administerCase, findPeople } from '../../api/cases.ts';
import { problemOf } from '../../api/problem.ts';
import { LabelledInput } from '../../ui/LabelledInput.tsx';
import { PeopleSelect } from '../../ui/PeopleSelect.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { adminTexts } from './admin-texts.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { useReasonedAct } from './useReasonedAct.ts';

const SECOND = 'workflow/second-administrator';

type Props = { view: CaseView; verb: AdminVerb; onClose: () => void };

/** Asks for the reason of an administrator's act, and for the task, the person or the state that it needs; then carries it out. */
export function AdministerDialog({ view, verb, onClose }: Props) {
  const t = useTexts('cases');
  const say = useLocalise();
  const id = useId();
  const texts = adminTexts[verb];
  const graph = useMemo(() => chartGraph(view.definition), [view.definition]);
  const places = placesOf(view, graph.nodes);
  const [place, setPlace] = useState(places[0]?.value);
  const [to, setTo] = useState<string>();
  const needsTarget = verb === 'reassign' || verb === 'move';
  const act = useReasonedAct(view.id, {
    ready: !needsTarget || to !== undefined,
    async send(reason, intent) {
      const body: Omit<AdministerCases, 'cases'> = {
        reason,
        ...(needsTarget && to && { to }),
        ...(verb === 'reassign' && places.find(({ value }) => value === place)?.names),
      };
      if (beyond && (verb === 'reassign' || verb === 'move'))
        await administerCase('propose', view.id, { ...body, verb }, intent.for(['propose', verb, body]));
      else await administerCase(verb, view.id, body, intent.for([verb, body]));
      return t(beyond ? 'didPropose' : texts.done);
    },
    onClose,
  });
  // What one administrator may not do alone is proposed to a second one: the same act, once more.
  const beyond =
    needsTarget && act.failure ? problemOf(act.failure).issues.find(({ code }) => code === SECOND) : undefined;
  const { tried } = act;
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      act.forget();
    };

  return (
    <ReasonDialog
      act={act}
      title={t(texts.act)}
      okText={t(beyond ? 'propose' : texts.act)}
      danger={verb === 'cancel'}
      instead={
        beyond && <Alert role="alert" type="info" showIcon title={t('beyondOne')} description={t('beyondOneText')} />
      }
      onClose={onClose}
    >
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
    </ReasonDialog>
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
