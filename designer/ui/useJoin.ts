import { useCallback } from 'react';
import { useLocale } from './useLocale.ts';

/** Names in a row, as the reader's language separates them. */
export function useJoin(): (names: readonly string[]) => string {
  const locale = useLocale();
  return useCallback((names) => names.join(locale === 'zh-CN' ? '、' : ', '), [locale]);
}
