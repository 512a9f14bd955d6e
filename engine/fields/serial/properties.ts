import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [
  {
    path: '/pattern',
    editor: 'text',
    label: { en: 'Pattern', 'zh-CN': '编号规则' },
    help: {
      en: 'Text with date parts {yyyy} {MM} {dd} and one number {seq:6}',
      'zh-CN': '文字加日期 {yyyy} {MM} {dd} 与一个流水号 {seq:6}',
    },
  },
];
