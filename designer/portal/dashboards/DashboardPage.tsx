import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { type DashboardScreen, isText } from '../../../engine/index.ts';
import { dashboardQuery } from '../../api/reports.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProblemPage } from '../../ui/ProblemPage.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { DashboardContent } from './DashboardContent.tsx';

/** A dashboard by itself; what its filters are set to is in the address. */
export function DashboardPage() {
  const { key = '' } = useParams();
  const { data, error, refetch } = useQuery(dashboardQuery(key));
  // A refresh behind the page that fails takes nothing away from what is shown.
  if (!data) return error ? <ProblemPage error={error} onRetry={() => void refetch()} /> : <Loading />;
  return <Shown key={key} screen={data} />;
}

function Shown({ screen }: { screen: DashboardScreen }) {
  const say = useLocalise();
  const [search, setSearch] = useSearchParams();
  return (
    <DashboardContent
      screen={screen}
      search={search}
      onSearch={(next) => setSearch(next, { replace: true })}
      frame={({ asOf, refresh, content }) => (
        <div>
          <PageHeader title={say(screen.title)} lead={asOf} actions={refresh} />
          {isText(screen.definition.description) && (
            <p className="dg-description dg-soft">{say(screen.definition.description)}</p>
          )}
          {content}
        </div>
      )}
    />
  );
}
