import { Link } from 'react-router';
import { EmptyState } from './EmptyState.tsx';
import { usePageTitle } from './usePageTitle.ts';
import { useTexts } from './useTexts.ts';

export function NotFound() {
  const t = useTexts();
  usePageTitle(t('notFoundTitle'));
  return (
    <EmptyState title={t('notFoundTitle')} heading>
      <p>{t('notFoundText')}</p>
      <Link to="/">{t('backHome')}</Link>
    </EmptyState>
  );
}
