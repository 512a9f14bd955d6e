import { ReloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { DashboardScreen } from '../../../engine/index.ts';
import { dashboardDataQuery, dashboardQuery } from '../../api/reports.ts';
import { DashboardView } from '../../render/dashboard/DashboardView.tsx';
import { planOf } from '../../render/dashboard/dashboard-view.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { ProblemPage } from '../../ui/ProblemPage.tsx';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { type Drill, DrillDrawer } from './DrillDrawer.tsx';
import { FilterBar } from './FilterBar.tsx';
import { readFilters, writeFilter } from './filter-values.ts';
import './dashboards.css';

/** A dashboard: its figures under the filters in the address, and the records behind any of them. */
export function DashboardPage() {
  const { dashboard = '' } = useParams();
  const { data: screen, error, refetch } = useQuery(dashboardQuery(dashboard));
  if (error) return <ProblemPage error={error} onRetry={() => void refetch()} />;
  if (!screen) return <Loading />;
  return <Figures key={screen.key} screen={screen} />;
}

function Figures({ screen }: { screen: DashboardScreen }) {
  const t = useTexts('dashboard');
  const say = useLocalise();
  const locale = useLocale();
  const [search, setSearch] = useSearchParams();
  const [drill, setDrill] = useState<Drill>();
  const plan = useMemo(() => planOf(screen.definition), [screen]);
  const filters = useMemo(() => readFilters(plan, search), [plan, search]);
  const { data, error, isFetching, refetch } = useQuery(dashboardDataQuery(screen.key, filters));
  return (
    <>
      <PageHeader
        title={say(screen.title)}
        lead={data && t('asOf', { time: new Date(data.at).toLocaleTimeString(locale) })}
        actions={
          <Button icon={<ReloadOutlined aria-hidden="true" />} loading={isFetching} onClick={() => void refetch()}>
            {t('refresh')}
          </Button>
        }
      />
      <FilterBar
        key={search.toString() === '' ? 'fresh' : 'set'}
        plan={plan}
        options={screen.filterOptions}
        values={filters}
        onChange={(key, filter, value) => setSearch(writeFilter(search, key, filter, value), { replace: true })}
        onReset={() => setSearch(new URLSearchParams(), { replace: true })}
      />
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <DashboardView
        plan={plan}
        models={data?.widgets ?? {}}
        onMark={(widget, mark, label) => {
          const dataset = plan.widgets[widget]?.dataset;
          if (dataset) setDrill({ dataset, widget, mark, label });
        }}
      />
      {drill && (
        <DrillDrawer
          key={JSON.stringify([drill.widget, drill.mark])}
          dashboard={screen.key}
          filters={filters}
          drill={drill}
          onClose={() => setDrill(undefined)}
        />
      )}
    </>
  );
}
