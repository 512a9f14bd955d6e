import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [
  { path: '/min', editor: 'number', label: { en: 'At least', 'zh-CN': '最小值' } },
  { path: '/max', editor: 'number', label: { en: 'At most', 'zh-CN': '最大值' } },
  { path: '/digits', editor: 'number', label: { en: 'Decimals', 'zh-CN': '小数位数' }, min: 0, max: 10, step: 1 },
  { path: '/unit', editor: 'localised', label: { en: 'Unit of measure', 'zh-CN': '计量单位' } },
];
