import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [
  { path: '/options', editor: 'options', label: { en: 'Options', 'zh-CN': '选项' } },
];
