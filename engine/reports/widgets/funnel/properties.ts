import type { WidgetProperty } from '../../widget-type.ts';

export const properties: WidgetProperty[] = [
  { path: '/dimensions/0/order', editor: 'list', label: { en: 'Steps in order', 'zh-CN': '步骤顺序' } },
  {
    path: '/cumulative',
    editor: 'switch',
    label: { en: 'Count those that got further too', 'zh-CN': '计入已到后续步骤的' },
    otherwise: false,
  },
];
