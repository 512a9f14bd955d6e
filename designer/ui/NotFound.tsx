import { Link } from 'react-router';
import { EmptyState } from './EmptyState.tsx';
import { useTexts } from './useTexts.ts';

export function NotFound() {
  const t = useTexts();
  return (
    <EmptyState title={t('notFoundTitle')} heading>
      <p>{t('notFoundText')}</p>
      <Link to="/">{t('backHome')}</Link>
    </EmptyState>
  );
}
