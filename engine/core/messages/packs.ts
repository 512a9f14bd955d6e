import type { Text } from '../text.ts';

/** Packs and releases. `{param}` is filled in. */
export const packMessages = {
  'template/type': { en: 'A template must be text', 'zh-CN': '模板必须是文本' },
  'template/size': {
    en: 'The template has {found} bytes, at most {max} are accepted',
    'zh-CN': '模板共 {found} 字节，最多 {max} 字节',
  },
  'template/tags': {
    en: 'The template has {found} tags, at most {max} are accepted',
    'zh-CN': '模板共 {found} 个标签，最多 {max} 个',
  },
  'template/syntax': {
    en: 'Line {line}: not a valid template near "{reason}"',
    'zh-CN': '第 {line} 行：模板语法错误，位于“{reason}”附近',
  },
  'template/depth': { en: 'Blocks are nested more than {max} deep', 'zh-CN': '区块嵌套超过 {max} 层' },
  'template/each-depth': {
    en: 'Line {line}, column {column}: "each" is nested more than {max} deep',
    'zh-CN': '第 {line} 行第 {column} 列：each 嵌套超过 {max} 层',
  },
  'template/not-allowed': {
    en: 'Line {line}, column {column}: {what} is not allowed in a template; only values, if, unless, each and with are',
    'zh-CN': '第 {line} 行第 {column} 列：模板中不能使用 {what}，只能使用取值、if、unless、each、with',
  },
  'template/raw': {
    en: 'Line {line}, column {column}: "{name}" would be written unescaped; use two braces',
    'zh-CN': '第 {line} 行第 {column} 列：“{name}”会不经转义输出，请使用两个花括号',
  },
  'template/helper': {
    en: 'Line {line}, column {column}: "{name}" is not known; allowed are {allowed}{hint}',
    'zh-CN': '第 {line} 行第 {column} 列：“{name}”不可用，可用的有 {allowed}{hint}',
  },
  'template/block': {
    en: 'Line {line}, column {column}: "{name}" takes one path and nothing else',
    'zh-CN': '第 {line} 行第 {column} 列：“{name}”只能带一个路径',
  },
  'template/path': {
    en: 'Line {line}, column {column}: "{path}" does not lead to a value here',
    'zh-CN': '第 {line} 行第 {column} 列：“{path}”在此处不是有效路径',
  },
  'template/forbidden-name': {
    en: 'Line {line}, column {column}: "{name}" may not be read',
    'zh-CN': '第 {line} 行第 {column} 列：不能读取“{name}”',
  },
  'template/html-place': {
    en: 'Line {line}, column {column}: a value may not stand in "{place}"; put it into text or a quoted plain attribute',
    'zh-CN': '第 {line} 行第 {column} 列：值不能放在“{place}”中，请放在正文或带引号的普通属性中',
  },
  'template/html-branch': {
    en: 'Line {line}, column {column}: "{name}" ends inside a tag or attribute that it did not begin in',
    'zh-CN': '第 {line} 行第 {column} 列：“{name}”的开头与结尾不在同一标签位置',
  },
  'template/html-open': { en: 'The HTML ends inside a tag or comment', 'zh-CN': 'HTML 在标签或注释中间结束' },
  'template/html-tag': {
    en: 'Line {line}, column {column}: <{tag}> is not allowed',
    'zh-CN': '第 {line} 行第 {column} 列：不能使用 <{tag}>',
  },
  'template/html-attribute': {
    en: 'Line {line}, column {column}: the attribute "{attribute}" may not do this',
    'zh-CN': '第 {line} 行第 {column} 列：不能这样使用属性“{attribute}”',
  },
  'template/output': {
    en: 'The message would be too large: at most {max} characters and {steps} steps',
    'zh-CN': '生成的内容过大：最多 {max} 个字符、{steps} 步',
  },
} as const satisfies Record<string, Text>;
