import type { Text } from '../core/text.ts';
import type { Bucket } from './buckets.ts';

/** Buckets as the studio offers them. */
export const bucketChoices: readonly { value: Bucket; label: Text }[] = [
  { value: 'day', label: { en: 'Day', 'zh-CN': '日' } },
  { value: 'week', label: { en: 'Week', 'zh-CN': '周' } },
  { value: 'month', label: { en: 'Month', 'zh-CN': '月' } },
  { value: 'quarter', label: { en: 'Quarter', 'zh-CN': '季度' } },
  { value: 'year', label: { en: 'Year', 'zh-CN': '年' } },
];
