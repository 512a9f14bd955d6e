import type { WidgetProperty } from '../../widget-type.ts';

export const properties: WidgetProperty[] = [
  { path: '/stack', editor: 'switch', label: { en: 'Stacked', 'zh-CN': '堆叠' }, otherwise: false },
  { path: '/limit', editor: 'number', label: { en: 'At most', 'zh-CN': '最多显示' }, min: 1, max: 1_000 },
];
