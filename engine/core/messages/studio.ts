import type { Text } from '../text.ts';

/** Commands on a draft. `{param}` is filled in. */
export const studioMessages = {
  'studio/name-taken': { en: '"{name}" is already used here', 'zh-CN': '名称“{name}”已被使用' },
  'studio/field-name': {
    en: '"{name}" cannot name a field: start with a small letter, then letters, digits or _, at most 48',
    'zh-CN': '“{name}”不能作为字段名：须以小写字母开头，由字母、数字或下划线组成，最长 48 个字符',
  },
  'studio/key-name': {
    en: '"{name}" cannot be a key: start with a small letter, then small letters, digits or -, at most 48',
    'zh-CN': '“{name}”不能作为标识：须以小写字母开头，由小写字母、数字或连字符组成，最长 48 个字符',
  },
  'studio/option-key': {
    en: '"{name}" cannot be a value: start with a letter or digit, then letters, digits, _, . or -, at most 64',
    'zh-CN': '“{name}”不能作为选项值：须以字母或数字开头，由字母、数字、下划线、点或连字符组成，最长 64 个字符',
  },
  'studio/too-many': { en: 'There may be {max} at most, not {found}', 'zh-CN': '最多 {max} 项，现为 {found} 项' },
  'studio/not-found': { en: '{what} "{name}" does not exist', 'zh-CN': '{what}“{name}”不存在' },
  'studio/last-state': { en: 'A workflow needs at least one state', 'zh-CN': '流程至少需要一个状态' },
  'studio/initial-state': {
    en: '"{name}" is where the workflow begins: choose another initial state first',
    'zh-CN': '“{name}”是起始状态，请先指定其他起始状态',
  },
} as const satisfies Record<string, Text>;
