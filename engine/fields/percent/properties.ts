import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [
  { path: '/min', editor: 'percent', label: { en: 'At least', 'zh-CN': '最小值' } },
  { path: '/max', editor: 'percent', label: { en: 'At most', 'zh-CN': '最大值' } },
  {
    path: '/digits',
    editor: 'number',
    label: { en: 'Decimals', 'zh-CN': '小数位数' },
    otherwise: 2,
    min: 0,
    max: 6,
    step: 1,
  },
];
