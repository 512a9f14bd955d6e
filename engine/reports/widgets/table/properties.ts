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
  { path: '/rank', editor: 'switch', label: { en: 'Rank', 'zh-CN': '显示名次' }, otherwise: false },
  {
    path: '/limit',
    editor: 'number',
    label: { en: 'Rows at most', 'zh-CN': '最多行数' },
    otherwise: 100,
    min: 1,
    max: 1_000,
  },
];
