import { Button } from 'antd';
import { problemOf } from '../api/problem.ts';
import { EmptyState } from './EmptyState.tsx';
import { NotFound } from './NotFound.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';
import { problemText } from './problem-text.ts';
import { usePageTitle } from './usePageTitle.ts';
import { useTexts } from './useTexts.ts';

type Props = { error: unknown; onRetry?: () => void };

/** A whole page could not be had: says why and lets the person try again. */
export function ProblemPage(props: Props) {
  const { status } = problemOf(props.error);
  if (status === 404) return <NotFound />;
  return status === 403 ? <Forbidden {...props} /> : <Failed {...props} />;
}

function Forbidden({ error }: Props) {
  const t = useTexts();
  usePageTitle(t('forbiddenTitle'));
  return (
    <EmptyState title={t('forbiddenTitle')} heading>
      <p role="alert">{problemText(t, error)}</p>
      <Button href="/">{t('backHome')}</Button>
    </EmptyState>
  );
}

function Failed({ error, onRetry }: Props) {
  const t = useTexts();
  usePageTitle(t('failedTitle'));
  const again = onRetry ?? (problemOf(error).code === 'client/unreadable' ? () => location.reload() : undefined);
  return (
    <div className="dg-narrow dg-stack">
      <h1>{t('failedTitle')}</h1>
      <ProblemAlert error={error} onRetry={again} />
    </div>
  );
}
