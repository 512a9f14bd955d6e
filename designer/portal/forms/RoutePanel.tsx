import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { Chosen, JsonObject, LocalIssue, RoutePreview, Text } from '../../../engine/index.ts';
import { findWorkflowPeople, previewRoute } from '../../api/cases.ts';
import { Loading } from '../../ui/Loading.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { useJoin } from '../../ui/useJoin.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { ChosenPeople } from '../cases/ChosenPeople.tsx';
import { issueUnder } from '../cases/issue-under.ts';
import { changedFields } from './changes.ts';

const REST = 900;

type Props = {
  workflow: string;
  /** What the workflow says of itself. */
  description?: Text;
  data: JsonObject;
  base: JsonObject;
  /** Nothing is wrong with the data. */
  ready: boolean;
  /** Something that is filled in is not taken as it is: what would be decided by it cannot be told. */
  wrong?: boolean;
  /** People whom the initiator has chosen for steps on the way. */
  chosen: Chosen;
  /** What the server refused last. */
  issues: readonly LocalIssue[];
  onChoose: (chosen: Chosen) => void;
};

/**
 * The way that the form would take if it were submitted as it is, and why. Asked anew when the person pauses, also while the
 * form is incomplete; until the answer is there, it says that the way shown is of what was there before.
 */
export function RoutePanel({
  workflow,
  description,
  data,
  base,
  ready,
  wrong = false,
  chosen,
  issues,
  onChoose,
}: Props) {
  const t = useTexts('form');
  const say = useLocalise();
  const [asked, setAsked] = useState<JsonObject>();
  const untouched = !ready && Object.keys(changedFields(base, data)).length === 0;
  useEffect(() => {
    if (untouched) {
      setAsked(undefined);
      return;
    }
    const timer = setTimeout(() => setAsked(data), REST);
    return () => clearTimeout(timer);
  }, [data, untouched]);
  const {
    data: answered,
    error,
    isFetching,
  } = useQuery({
    queryKey: ['route', workflow, asked, chosen],
    queryFn: ({ signal }) => previewRoute(workflow, { data: changedFields(base, asked ?? {}), chosen }, signal),
    enabled: asked !== undefined,
    placeholderData: (before) => before,
    staleTime: 60_000,
    gcTime: 60_000,
  });
  const route = asked === undefined ? undefined : answered;
  const isBehind = asked !== data || isFetching;
  return (
    <aside className="dg-card dg-card-body dg-route" aria-labelledby="route-title" aria-busy={isFetching}>
      <div className="dg-spread">
        <h2 id="route-title">{t('route')}</h2>
        <Button size="small" loading={isFetching} onClick={() => setAsked({ ...data })}>
          {t('previewRoute')}
        </Button>
      </div>
      {description !== undefined && <p className="dg-soft">{say(description)}</p>}
      <div aria-live="polite">
        {wrong && <p className="dg-soft">{t('routeWrong')}</p>}
        {!wrong && route && isBehind && <p className="dg-soft">{t('routeBehind')}</p>}
        {!wrong && !route && !error && (isFetching ? <Loading /> : <p className="dg-soft">{t('routeLater')}</p>)}
        {!wrong && error && <p className="dg-soft">{problemText(t, error)}</p>}
        {!wrong && route && !error && <RouteSteps route={route} />}
      </div>
      {!wrong && route && route.choose.length > 0 && (
        <div className="dg-stack">
          <ChosenPeople
            id="route-chosen"
            about={workflow}
            choose={route.choose}
            chosen={chosen}
            find={(step, q, signal) =>
              findWorkflowPeople(workflow, { data: changedFields(base, data), step, q }, signal)
            }
            issueOf={(step) => issueUnder(issues, `/chosen/${step}`)}
            onChange={onChoose}
          />
        </div>
      )}
    </aside>
  );
}

export function RouteSteps({ route }: { route: RoutePreview }) {
  const t = useTexts('form');
  const say = useLocalise();
  const join = useJoin();
  return (
    <>
      <p className="dg-route-text">{route.text}</p>
      <ol className="dg-plain dg-route-steps">
        {route.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step may come twice
          <li key={index}>
            <span className="dg-line-title">{say(step.title)}</span>
            {step.decide && step.people.length > 1 && <span className="dg-faint"> {t(step.decide)}</span>}
            <span className="dg-soft dg-route-people">{join(step.people.map(({ title }) => say(title)))}</span>
            {step.note && <span className="dg-issue-warning">{t(`note-${step.note}`)}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
