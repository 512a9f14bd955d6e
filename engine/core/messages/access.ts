import type { Text } from '../text.ts';

/** Rights. `{param}` is filled in. */
export const accessMessages = {
  'access/unknown-field': {
    en: '"{field}" is not a field that can be given rights{hint}',
    'zh-CN': '“{field}”不是可设置权限的字段{hint}',
  },
} as const satisfies Record<string, Text>;
