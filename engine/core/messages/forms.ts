import type { Text } from '../text.ts';

/** Forms. `{param}` is filled in. */
export const formMessages = {
  // Data
  'form/check': { en: 'Not allowed: {check}', 'zh-CN': '不符合检查“{check}”' },
  'form/check-failed': {
    en: 'The check "{check}" could not be made: {reason}',
    'zh-CN': '检查“{check}”无法进行：{reason}',
  },
  'form/rule-failed': {
    en: 'The rule "{rule}" could not be evaluated: {reason}',
    'zh-CN': '规则“{rule}”无法执行：{reason}',
  },
  'form/compute-failed': { en: '{title} could not be computed: {reason}', 'zh-CN': '{title}无法计算：{reason}' },
  'form/calendar-guessed': {
    en: 'The working calendar of {year} is not published yet: Monday to Friday were counted, without public holidays',
    'zh-CN': '{year} 年的工作日历尚未发布，暂按周一至周五计算，未计法定节假日',
  },
  'form/unsettled': {
    en: 'The rules of this form contradict each other about {fields}',
    'zh-CN': '表单规则对以下字段相互矛盾：{fields}',
  },
  'form/repeated': { en: '{title} is the same as in row {row}', 'zh-CN': '{title}与第 {row} 行重复' },
  'form/after-approval-case': {
    en: 'Changing approved records by a case is not supported yet; there are: frozen, editable',
    'zh-CN': '暂不支持通过流程修改已审批的数据；可用：frozen、editable',
  },
  'form/not-writable': { en: 'You may not change {title}', 'zh-CN': '您不能修改{title}' },
  // Definitions
  'form/unknown-field': { en: 'There is no field "{field}"{hint}', 'zh-CN': '没有字段“{field}”{hint}' },
  'form/not-decided': {
    en: 'A rule decides about fields and columns, not about "{field}"',
    'zh-CN': '规则只能作用于字段和明细列，不能作用于“{field}”',
  },
  'form/no-options': { en: '"{field}" has no options to narrow', 'zh-CN': '“{field}”没有可限定的选项' },
  'form/check-path': {
    en: '"{path}" is not a place in the data: /field, /rows/*/column',
    'zh-CN': '“{path}”不是数据中的位置，应如 /field、/rows/*/column',
  },
  'form/compute-cycle': { en: 'Formulas need each other: {fields}', 'zh-CN': '公式相互依赖：{fields}' },
  'form/placed-twice': { en: '"{field}" stands in the layout twice', 'zh-CN': '“{field}”在布局中重复出现' },
  'form/display-syntax': { en: 'Only {{field}} is understood between braces', 'zh-CN': '大括号中只能是 {{field}}' },
  'form/not-in-a-line': {
    en: '"{field}" of type "{type}" cannot stand in one line',
    'zh-CN': '类型为“{type}”的“{field}”不能用于单行显示',
  },
  'form/not-indexed': {
    en: '"{field}" of type "{type}" cannot be indexed{hint}',
    'zh-CN': '类型为“{type}”的“{field}”不能建立索引{hint}',
  },
  'form/encrypted': {
    en: '"{field}" is encrypted: it cannot be searched, sorted or compared where it is stored',
    'zh-CN': '“{field}”已加密，不能用于检索、排序或筛选',
  },
  'form/not-filled': {
    en: '"{field}" is not filled in by hand, so no reference can fill it',
    'zh-CN': '“{field}”不能由引用填入',
  },
  'form/fill-type': {
    en: '"{field}" takes {expected}, the linked field has {found}',
    'zh-CN': '“{field}”需要{expected}，关联字段为{found}',
  },
} as const satisfies Record<string, Text>;
