import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [
  {
    path: '/maxLength',
    editor: 'number',
    label: { en: 'At most … characters', 'zh-CN': '最多字符数' },
    otherwise: 2000,
    min: 1,
    max: 20_000,
    step: 1,
  },
];
