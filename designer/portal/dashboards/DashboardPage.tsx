import { ReloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { DashboardScreen, JsonObject } from '../../../engine/index.ts';
import { dashboardDataQuery, dashboardQuery } from '../../api/reports.ts';
import { DashboardView } from '../../render/dashboard/DashboardView.tsx';
import { planOf } from '../../render/dashboard/dashboard-view.ts';
import { exactTime } from '../../ui/Ago.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { ProblemPage } from '../../ui/ProblemPage.tsx';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { DashboardFilters } from './DashboardFilters.tsx';
import { type Drill, DrillDrawer } from './DrillDrawer.tsx';
import { readFilters, writeFilter } from './filter-values.ts';

/** A dashboard: its filters, its widgets, and the records behind every mark. */
export function DashboardPage() {
  const { key = '' } = useParams();
  const { data, error, refetch } = useQuery(dashboardQuery(key));
  // A refresh behind the page that fails takes nothing away from what is shown.
  if (!data) return error ? <ProblemPage error={error} onRetry={() => void refetch()} /> : <Loading />;
  return <Shown key={key} screen={data} />;
}

const nothing = {};

function Shown({ screen }: { screen: DashboardScreen }) {
  const t = useTexts('dashboard');
  const say = useLocalise();
  const locale = useLocale();
  const [search, setSearch] = useSearchParams();
  const plan = useMemo(() => planOf(screen.definition), [screen.definition]);
  const filters = useMemo((): JsonObject => readFilters(plan, search), [plan, search]);
  const [drill, setDrill] = useState<Drill>();
  const { data, error, isFetching, refetch } = useQuery({
    ...dashboardDataQuery(screen.key, filters),
    placeholderData: keepPreviousData,
  });
  return (
    <div>
      <PageHeader
        title={say(screen.title)}
        lead={data && t('asOf', { time: exactTime(data.at, locale) })}
        actions={
          <Button icon={<ReloadOutlined aria-hidden="true" />} loading={isFetching} onClick={() => void refetch()}>
            {t('refresh')}
          </Button>
        }
      />
      <DashboardFilters
        plan={plan}
        options={screen.filterOptions}
        values={filters}
        onChange={(key, filter, value) => setSearch(writeFilter(search, key, filter, value), { replace: true })}
        onReset={search.size > 0 ? () => setSearch({}, { replace: true }) : undefined}
      />
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!(error && !data) && (
        <div aria-busy={isFetching}>
          <DashboardView
            plan={plan}
            models={data?.widgets ?? nothing}
            onMark={(widget, mark, label) => {
              const declared = plan.widgets[widget];
              if (declared)
                setDrill({
                  dataset: declared.dataset,
                  widget,
                  mark,
                  title: [say(declared.title), label]
                    .filter((text, index, all) => text && all.indexOf(text) === index)
                    .join(' · '),
                });
            }}
          />
        </div>
      )}
      <DrillDrawer dashboard={screen.key} filters={filters} drill={drill} onClose={() => setDrill(undefined)} />
    </div>
  );
}
