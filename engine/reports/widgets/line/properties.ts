import type { WidgetProperty } from '../../widget-type.ts';

export const properties: WidgetProperty[] = [
  { path: '/area', editor: 'switch', label: { en: 'Filled', 'zh-CN': '填充面积' }, otherwise: false },
];
