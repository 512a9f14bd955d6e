import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [
  {
    path: '/maxLength',
    editor: 'number',
    label: { en: 'At most … characters', 'zh-CN': '最多字符数' },
    otherwise: 200,
    min: 1,
    max: 10_000,
    step: 1,
  },
  {
    path: '/minLength',
    editor: 'number',
    label: { en: 'At least … characters', 'zh-CN': '最少字符数' },
    min: 0,
    max: 10_000,
    step: 1,
  },
  {
    path: '/pattern',
    editor: 'text',
    label: { en: 'Pattern', 'zh-CN': '格式表达式' },
    help: {
      en: 'A regular expression, for instance ^[A-Z]{2}[0-9]{6}$',
      'zh-CN': '正则表达式，例如 ^[A-Z]{2}[0-9]{6}$',
    },
  },
];
