import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [
  { path: '/form', editor: 'form', label: { en: 'Records of', 'zh-CN': '引用表单' } },
  { path: '/display', editor: 'linked-field', label: { en: 'Shown as', 'zh-CN': '显示字段' } },
  {
    path: '/carry',
    editor: 'linked-fields',
    label: { en: 'Carries', 'zh-CN': '携带字段' },
    help: { en: 'Fields of the record that rules and lists here may read', 'zh-CN': '规则与列表可读取的关联字段' },
  },
  {
    path: '/fill',
    editor: 'pairs',
    label: { en: 'Fills in', 'zh-CN': '自动填入' },
    help: { en: 'Fields here that take their value from the record chosen', 'zh-CN': '选择记录后自动带出的字段' },
  },
  { path: '/filter', editor: 'rule', label: { en: 'Offers only', 'zh-CN': '筛选条件' } },
];
