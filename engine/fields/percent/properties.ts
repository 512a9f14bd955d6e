import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [
  { path: '/min', editor: 'number', label: { en: 'At least (0.05 is 5 %)', 'zh-CN': '最小值（0.05 即 5%）' } },
  { path: '/max', editor: 'number', label: { en: 'At most (0.05 is 5 %)', 'zh-CN': '最大值（0.05 即 5%）' } },
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
