import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [
  {
    path: '/min',
    editor: 'text',
    label: { en: 'Not before', 'zh-CN': '不早于' },
    help: { en: 'A date (2026-01-31) or today', 'zh-CN': '日期（2026-01-31）或 today（当天）' },
  },
  {
    path: '/max',
    editor: 'text',
    label: { en: 'Not after', 'zh-CN': '不晚于' },
    help: { en: 'A date (2026-01-31) or today', 'zh-CN': '日期（2026-01-31）或 today（当天）' },
  },
];
