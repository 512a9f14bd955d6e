import { Button } from 'antd';
import { problemOf } from '../api/problem.ts';
import { NotFound } from './NotFound.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';
import { useTexts } from './useTexts.ts';

/** A whole page could not be had: says why and lets the person try again. */
export function ProblemPage({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTexts();
  const { status, code } = problemOf(error);
  if (status === 404) return <NotFound />;
  const again = onRetry ?? (code === 'client/unreadable' ? () => location.reload() : undefined);
  return (
    <div className="dg-narrow dg-stack">
      <ProblemAlert error={error} onRetry={again} />
      {status === 403 && <Button href="/">{t('backHome')}</Button>}
    </div>
  );
}
