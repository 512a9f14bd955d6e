import { bucketChoices } from '../../bucket-choices.ts';
import type { WidgetProperty } from '../../widget-type.ts';

export const properties: WidgetProperty[] = [
  { path: '/target', editor: 'measured', label: { en: 'Target', 'zh-CN': '目标值' } },
  { path: '/trend/field', editor: 'dataset-field', label: { en: 'Course over', 'zh-CN': '趋势日期' } },
  { path: '/trend/bucket', editor: 'choice', label: { en: 'Course by', 'zh-CN': '趋势粒度' }, choices: bucketChoices },
  {
    path: '/trend/last',
    editor: 'number',
    label: { en: 'How many', 'zh-CN': '趋势点数' },
    otherwise: 12,
    min: 2,
    max: 60,
  },
  {
    path: '/compare',
    editor: 'choice',
    label: { en: 'Compare with', 'zh-CN': '对比' },
    choices: [{ value: 'previous-period', label: { en: 'The period before', 'zh-CN': '上一期间' } }],
  },
];
