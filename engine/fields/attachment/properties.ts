import type { PropertySpec } from '../property-spec.ts';
import { USUAL_SIZE } from './limits.ts';

export const properties: readonly PropertySpec[] = [
  {
    path: '/accept',
    editor: 'list',
    label: { en: 'File types', 'zh-CN': '文件类型' },
    help: { en: '.pdf, .png', 'zh-CN': '例如 .pdf、.png' },
  },
  { path: '/maxSize', editor: 'text', label: { en: 'Largest file', 'zh-CN': '单个文件上限' }, otherwise: USUAL_SIZE },
  {
    path: '/maxFiles',
    editor: 'number',
    label: { en: 'Most files', 'zh-CN': '最多文件数' },
    otherwise: 10,
    min: 1,
    max: 50,
    step: 1,
  },
];
