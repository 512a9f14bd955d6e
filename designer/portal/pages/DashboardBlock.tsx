import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ShownBlock } from '../../../engine/index.ts';
import { dashboardQuery } from '../../api/reports.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { DashboardContent } from '../dashboards/DashboardContent.tsx';
import { BlockFrame } from './BlockFrame.tsx';

/** A dashboard on a page. Its filters are its own: a page may have several, and they go along to the dashboard by itself. */
export function DashboardBlock({ block }: { block: ShownBlock & { type: 'dashboard' } }) {
  const t = useTexts('dashboard');
  const say = useLocalise();
  const [search, setSearch] = useState(() => new URLSearchParams());
  const { data, error, refetch } = useQuery(dashboardQuery(block.dashboard));
  const frame = {
    title: say(data?.title ?? block.title),
    whole: { to: `/dashboards/${block.dashboard}${search.size > 0 ? `?${search}` : ''}`, label: t('whole') },
  };
  if (!data)
    return (
      <BlockFrame {...frame}>
        {error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <Loading />}
      </BlockFrame>
    );
  return (
    <DashboardContent
      screen={data}
      search={search}
      onSearch={setSearch}
      heading="h3"
      frame={({ asOf, refresh, content }) => (
        <BlockFrame {...frame} beside={asOf} actions={refresh}>
          {content}
        </BlockFrame>
      )}
    />
  );
}
