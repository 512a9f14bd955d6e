import type { Text } from '../text.ts';

/** JSON and the general structure of definitions. `{param}` is filled in. */
export const coreMessages = {
  'json/syntax': { en: 'Not valid JSON: {reason}', 'zh-CN': 'JSON 格式错误：{reason}' },
  'json/too-large': { en: 'Too large: at most {max} bytes are accepted', 'zh-CN': '内容过大：最多 {max} 字节' },
  'json/too-deep': { en: 'Nested too deeply: at most {max} levels are accepted', 'zh-CN': '嵌套过深：最多 {max} 层' },
  'json/too-many-keys': { en: 'Too many keys: at most {max} are accepted', 'zh-CN': '键过多：最多 {max} 个' },
  'json/duplicate-key': { en: 'The key "{key}" appears twice', 'zh-CN': '键“{key}”重复出现' },
  'json/forbidden-key': { en: 'The key "{key}" is not allowed', 'zh-CN': '不允许使用键“{key}”' },
  'definition/type': { en: 'Expected {expected}, found {found}', 'zh-CN': '应为 {expected}，实际为 {found}' },
  'definition/required': { en: '"{key}" is missing', 'zh-CN': '缺少“{key}”' },
  'definition/unknown-key': { en: '"{key}" is not known here{hint}', 'zh-CN': '此处不能使用“{key}”{hint}' },
  'definition/value': { en: '{found} is not one of {allowed}', 'zh-CN': '{found} 不在可选值 {allowed} 之内' },
  'definition/pattern': { en: '"{found}" does not have the form {pattern}', 'zh-CN': '“{found}”不符合格式 {pattern}' },
  'definition/range': { en: 'Must be {constraint}', 'zh-CN': '必须{constraint}' },
  'definition/name': { en: '"{name}" cannot be used as a name here', 'zh-CN': '“{name}”不能用作名称' },
  'definition/limit': { en: 'Too many {what}: {found}, at most {max}', 'zh-CN': '{what}过多：{found}，最多 {max}' },
  'definition/invalid': { en: 'Not valid: {reason}', 'zh-CN': '无效：{reason}' },
} as const satisfies Record<string, Text>;
