import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [
  { path: '/fields', editor: 'columns', label: { en: 'Columns', 'zh-CN': '列' } },
  {
    path: '/minRows',
    editor: 'number',
    label: { en: 'At least … rows', 'zh-CN': '最少行数' },
    otherwise: 0,
    min: 0,
    max: 1000,
    step: 1,
  },
  {
    path: '/maxRows',
    editor: 'number',
    label: { en: 'At most … rows', 'zh-CN': '最多行数' },
    otherwise: 200,
    min: 1,
    max: 1000,
    step: 1,
  },
];
