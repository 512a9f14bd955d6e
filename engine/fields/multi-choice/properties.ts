import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [
  { path: '/options', editor: 'options', label: { en: 'Options', 'zh-CN': '选项' } },
  { path: '/min', editor: 'number', label: { en: 'At least so many', 'zh-CN': '最少选择' }, min: 1, max: 200, step: 1 },
  { path: '/max', editor: 'number', label: { en: 'At most so many', 'zh-CN': '最多选择' }, min: 1, max: 200, step: 1 },
];
