import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { assertNever, type ShownBlock } from '../../../engine/index.ts';
import { pageQuery } from '../../api/pages.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProblemPage } from '../../ui/ProblemPage.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { DashboardBlock } from './DashboardBlock.tsx';
import { ViewBlock } from './ViewBlock.tsx';
import './blocks.css';

/** A page that was composed in the studio: its blocks from top to bottom, each of which waits and fails by itself. */
export function BlocksPage() {
  const { key = '' } = useParams();
  const say = useLocalise();
  const { data, error, refetch } = useQuery(pageQuery(key));
  // A refresh behind the page that fails takes nothing away from what is shown.
  if (!data) return error ? <ProblemPage error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <div className="dg-blocks">
      <PageHeader title={say(data.title)} />
      {data.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is known by its place, and two may be the same
        <ErrorBoundary key={`${data.key} ${index} ${JSON.stringify(block)}`}>
          <Block block={block} />
        </ErrorBoundary>
      ))}
    </div>
  );
}

function Block({ block }: { block: ShownBlock }) {
  const say = useLocalise();
  switch (block.type) {
    case 'dashboard':
      return <DashboardBlock block={block} />;
    case 'view':
      return <ViewBlock block={block} />;
    case 'text':
      return <p className="dg-card dg-card-body dg-written">{say(block.text)}</p>;
    default:
      return assertNever(block);
  }
}
