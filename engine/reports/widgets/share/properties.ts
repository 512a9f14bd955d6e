import type { WidgetProperty } from '../../widget-type.ts';

export const properties: WidgetProperty[] = [
  {
    path: '/dimensions/0/top',
    editor: 'number',
    label: { en: 'Only the greatest', 'zh-CN': '只显示前' },
    min: 1,
    max: 100,
  },
  {
    path: '/dimensions/0/others',
    editor: 'switch',
    label: { en: 'The rest as one', 'zh-CN': '其余合并' },
    otherwise: true,
  },
];
