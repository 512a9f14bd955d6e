import { useEffect } from 'react';
import { useTexts } from './useTexts.ts';

/** Names the browser's tab. */
export function usePageTitle(title: string): void {
  const t = useTexts();
  const product = t('product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}
