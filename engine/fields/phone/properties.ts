import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [
  {
    path: '/country',
    editor: 'choice',
    label: { en: 'Country', 'zh-CN': '国家或地区' },
    otherwise: 'CN',
    choices: [{ value: 'CN', label: { en: 'China', 'zh-CN': '中国' } }],
  },
];
