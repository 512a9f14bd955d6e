import type { Text } from '../text.ts';
import { diffMessages } from './diff.ts';

/** Packs and releases. `{param}` is filled in. */
export const packMessages = {
  ...diffMessages,
  'pack/unknown-kind': {
    en: '"{kind}" is no kind of definition{hint}; there are {allowed}',
    'zh-CN': '没有“{kind}”这种定义{hint}；可用的有 {allowed}',
  },
  'pack/misfiled': {
    en: 'The definition says "{said}" but stands under "{place}"',
    'zh-CN': '定义中写的是“{said}”，但存放位置是“{place}”',
  },
  'pack/duplicate': { en: 'There are two definitions {kind} "{key}"', 'zh-CN': '有两个同名定义：{kind}“{key}”' },
  'pack/required-missing': { en: 'The required pack "{key}" is not there', 'zh-CN': '缺少所依赖的应用包“{key}”' },
  'pack/navigation-target': {
    en: 'An entry leads to one form, one dashboard or one page',
    'zh-CN': '导航项须指向一个表单、一个看板或一个页面',
  },
  'pack/unknown-form': { en: 'The form "{key}" does not exist{hint}', 'zh-CN': '表单“{key}”不存在{hint}' },
  'pack/unknown-dashboard': { en: 'The dashboard "{key}" does not exist{hint}', 'zh-CN': '看板“{key}”不存在{hint}' },
  'pack/unknown-page': { en: 'The page "{key}" does not exist{hint}', 'zh-CN': '页面“{key}”不存在{hint}' },
  'pack/unknown-workflow': { en: 'The workflow "{key}" does not exist{hint}', 'zh-CN': '流程“{key}”不存在{hint}' },
  'pack/unknown-view': {
    en: 'The form "{form}" has no view "{key}"{hint}',
    'zh-CN': '表单“{form}”没有视图“{key}”{hint}',
  },
  'pack/unknown-icon': { en: 'There is no sign "{icon}"{hint}', 'zh-CN': '没有名为“{icon}”的图标{hint}' },
  'pack/unknown-role': { en: 'The role "{role}" does not exist{hint}', 'zh-CN': '角色“{role}”不存在{hint}' },
  'pack/export-not-supported': {
    en: 'The right to export is not carried out yet: take it out',
    'zh-CN': '“导出”权限暂不支持，请移除',
  },
  'pack/unknown-step': { en: 'The workflow has no step "{step}"{hint}', 'zh-CN': '流程没有环节“{step}”{hint}' },
  'pack/unknown-state': { en: 'The workflow has no state "{state}"{hint}', 'zh-CN': '流程没有状态“{state}”{hint}' },
  'pack/unknown-person': { en: 'There is no person "{person}"', 'zh-CN': '没有人员“{person}”' },
  'pack/hidden-character': {
    en: 'Holds {character}, which cannot be seen: what is read here is not what is there',
    'zh-CN': '含有不可见字符 {character}，显示内容与实际内容不一致',
  },
  'pack/start-without-create': {
    en: 'The role {role} may start the workflow but not create a {form}',
    'zh-CN': '角色{role}可以发起流程，但不能新建{form}',
  },
  'pack/step-without-read': {
    en: 'The role {role} acts in the step {step} but may not read any {form}',
    'zh-CN': '角色{role}在环节“{step}”处理任务，但无权查看{form}',
  },
  'pack/nobody-reads': { en: 'No role may read {form}', 'zh-CN': '没有角色可以查看{form}' },
  'pack/two-workflows': {
    en: '{role} creating a {form} would start "{other}" as well as this workflow',
    'zh-CN': '角色{role}新建{form}时会同时触发“{other}”和本流程',
  },
  'pack/unused-template': { en: 'No workflow sends this template', 'zh-CN': '没有流程使用此模板' },
  'pack/encrypted-shown': {
    en: '"{field}" is encrypted: it cannot be part of the line that stands for the record',
    'zh-CN': '“{field}”已加密，不能用于记录的显示标题',
  },
  'pack/encrypted-copy': {
    en: '"{target}" would hold the encrypted "{field}" in clear: encrypt it as well',
    'zh-CN': '“{target}”会以明文保存已加密的“{field}”，请同时加密“{target}”',
  },
  'pack/encrypted-elsewhere': {
    en: 'Values of "{field}" would stay in clear in "{target}" of {form}: encrypt that field first, or take it out there',
    'zh-CN': '“{field}”的值仍会以明文保存在{form}的“{target}”中，请先将该字段加密或移除',
  },
  'pack/encrypted-file': {
    en: '"{field}" holds uploaded files, which are not encrypted where they are stored',
    'zh-CN': '“{field}”包含上传的文件，文件不支持加密存储',
  },
  'pack/encrypted-moves-case': {
    en: '"{field}" is encrypted: the {use} would be stored in clear',
    'zh-CN': '“{field}”已加密，{use}会以明文保存',
  },
  'pack/closed-copy': {
    en: 'The chart would write "{field}" into "{target}" of {form}, where "{role}" reads it and may not read "{field}". Close "{target}" to that role too, or name "{name}" in the access of that role, which opens it',
    'zh-CN':
      '流程会将“{field}”写入{form}的“{target}”，而角色“{role}”可查看后者、无权查看前者。请对该角色同样限制“{target}”；如确需开放，请在其权限中列明“{name}”',
  },
  'pack/personal-in-mail': {
    en: 'A mail would carry personal data: {field} of {form}',
    'zh-CN': '邮件将包含个人信息：{form}的{field}',
  },
  'pack/unknown-data': {
    en: 'The {form} of the workflow "{workflow}" has no field "{field}"{hint}',
    'zh-CN': '流程“{workflow}”的{form}没有字段“{field}”{hint}',
  },
  'pack/scenario-not-reached': {
    en: 'Expected {expected}, but the case is {found}',
    'zh-CN': '期望 {expected}，实际为 {found}',
  },
  'pack/scenario-no-task': {
    en: 'Decision {number}: nobody like that has a task at "{step}"; waiting are {waiting}',
    'zh-CN': '第 {number} 个决定：“{step}”没有符合条件的待办；等待中的有 {waiting}',
  },
  'pack/scenario-ended': {
    en: 'Decision {number} at "{step}" does not come about: the case ends before it, as "{state}"',
    'zh-CN': '第 {number} 个决定（“{step}”）不会发生：流程在此之前已结束于“{state}”',
  },
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
  'template/html-notice': { en: 'A notice is plain text', 'zh-CN': '站内通知只能是纯文本' },
  'template/unknown-value': {
    en: '"{value}" is not known here and would show nothing{hint}',
    'zh-CN': '“{value}”不存在，将显示为空{hint}',
  },
  'template/output': {
    en: 'The message would be too large: at most {max} characters and {steps} steps',
    'zh-CN': '生成的内容过大：最多 {max} 个字符、{steps} 步',
  },
} as const satisfies Record<string, Text>;
