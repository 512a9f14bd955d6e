import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { JsonObject, RoutePreview } from '../../../engine/index.ts';
import { previewRoute } from '../../api/cases.ts';
import { Loading } from '../../ui/Loading.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { useJoin } from '../../ui/useJoin.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { changedFields } from './changes.ts';

const REST = 900;

type Props = {
  workflow: string;
  data: JsonObject;
  base: JsonObject /** Nothing is wrong with the data. */;
  ready: boolean;
};

/** The way that the form would take if it were submitted as it is, and why. Asked anew when the person pauses. */
export function RoutePanel({ workflow, data, base, ready }: Props) {
  const t = useTexts('form');
  const [asked, setAsked] = useState<JsonObject>();
  useEffect(() => {
    if (!ready) return;
    const timer = setTimeout(() => setAsked(data), REST);
    return () => clearTimeout(timer);
  }, [data, ready]);
  const {
    data: route,
    error,
    isFetching,
  } = useQuery({
    queryKey: ['route', workflow, asked],
    queryFn: ({ signal }) => previewRoute(workflow, changedFields(base, asked ?? {}), signal),
    enabled: asked !== undefined,
    placeholderData: (before) => before,
    staleTime: 60_000,
    gcTime: 60_000,
  });
  return (
    <aside className="dg-card dg-card-body dg-route" aria-labelledby="route-title" aria-busy={isFetching}>
      <div className="dg-spread">
        <h2 id="route-title">{t('route')}</h2>
        <Button size="small" loading={isFetching} onClick={() => setAsked({ ...data })}>
          {t('previewRoute')}
        </Button>
      </div>
      <div aria-live="polite">
        {!route && !error && (isFetching ? <Loading /> : <p className="dg-soft">{t('routeLater')}</p>)}
        {error && <p className="dg-soft">{problemText(t, error)}</p>}
        {route && !error && <RouteSteps route={route} />}
      </div>
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
            {step.note && <span className="dg-issue-warning">{step.note}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
