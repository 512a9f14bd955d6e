import { ReloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { DashboardScreen, JsonObject } from '../../../engine/index.ts';
import { dashboardDataQuery } from '../../api/reports.ts';
import { DashboardView } from '../../render/dashboard/DashboardView.tsx';
import { planOf } from '../../render/dashboard/dashboard-view.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useMoment } from '../../ui/useMoment.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { DashboardFilters } from './DashboardFilters.tsx';
import { type Drill, DrillDrawer } from './DrillDrawer.tsx';
import { readFilters, writeFilter } from './filter-values.ts';

type Props = {
  screen: DashboardScreen;
  /** What its filters are set to, as an address says it. */
  search: URLSearchParams;
  onSearch: (next: URLSearchParams) => void;
  /** What stands around it, with of when its figures are and the button that asks for them anew. */
  frame: (parts: { asOf: string | undefined; refresh: ReactNode; content: ReactNode }) => ReactNode;
  /** Of its tiles' titles: under a page's title, or under the title that a block has there. */
  heading?: 'h2' | 'h3';
};

const nothing = {};

/** A dashboard's filters, its widgets, and the records behind every mark; by itself or within a page. */
export function DashboardContent({ screen, search, onSearch, frame, heading }: Props) {
  const t = useTexts('dashboard');
  const say = useLocalise();
  const moment = useMoment();
  const plan = useMemo(() => planOf(screen.definition), [screen.definition]);
  const filters = useMemo((): JsonObject => readFilters(plan, search), [plan, search]);
  const [drill, setDrill] = useState<Drill>();
  const { data, error, isFetching, refetch } = useQuery({
    ...dashboardDataQuery(screen.key, filters),
    placeholderData: keepPreviousData,
    // As often as the definition says; not while nobody looks at the page.
    refetchInterval: plan.refresh === undefined ? false : plan.refresh * 1000,
  });
  const refresh = (
    <Button icon={<ReloadOutlined aria-hidden="true" />} loading={isFetching} onClick={() => void refetch()}>
      {t('refresh')}
    </Button>
  );
  const content = (
    <>
      <DashboardFilters
        plan={plan}
        options={screen.filterOptions}
        values={filters}
        onChange={(key, filter, value) => onSearch(writeFilter(search, key, filter, value))}
        onReset={search.size > 0 ? () => onSearch(new URLSearchParams()) : undefined}
      />
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!(error && !data) && (
        <div aria-busy={isFetching}>
          <DashboardView
            plan={plan}
            models={data?.widgets ?? nothing}
            heading={heading}
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
    </>
  );
  return frame({ asOf: data && t('asOf', { time: moment(data.at) }), refresh, content });
}
