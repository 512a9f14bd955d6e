import type { Text } from '../text.ts';

/** Rules. `{param}` is filled in. */
export const ruleMessages = {
  'rule/not-a-rule': { en: 'A rule is expected here, found {found}', 'zh-CN': '此处应为规则，实际为{found}' },
  'rule/one-operator': {
    en: 'A rule has exactly one operator, found {found}',
    'zh-CN': '规则必须恰有一个运算符，实际为{found}',
  },
  'rule/unknown-operator': {
    en: 'The operator "{operator}" is not known{hint}',
    'zh-CN': '未知的运算符“{operator}”{hint}',
  },
  'rule/operand-count': {
    en: '"{operator}" takes {expected} operands, found {found}',
    'zh-CN': '“{operator}”需要 {expected} 个操作数，实际为 {found} 个',
  },
  'rule/operand-type': {
    en: '"{operator}" needs {expected} here, found {found}',
    'zh-CN': '“{operator}”此处需要{expected}，实际为{found}',
  },
  'rule/result-type': {
    en: 'The rule must give {expected}, it gives {found}',
    'zh-CN': '规则结果应为{expected}，实际为{found}',
  },
  'rule/literal': { en: '{found} cannot be read as {expected}', 'zh-CN': '{found} 不能作为{expected}' },
  'rule/null-literal': {
    en: 'Nothing is equal to "null" here: ask with "empty" whether a value is absent',
    'zh-CN': '不能与 null 比较：请用“empty”判断是否为空',
  },
  'rule/unknown-variable': { en: '"{name}" cannot be read here{hint}', 'zh-CN': '此处没有可读取的“{name}”{hint}' },
  'rule/variable-name': {
    en: 'What "var" reads is a fixed name, not computed',
    'zh-CN': '“var”只能读取固定的名称，不能由计算得出',
  },
  'rule/word': { en: '{found} is not one of {allowed}', 'zh-CN': '{found} 不在可选值 {allowed} 之内' },
  'rule/too-large': { en: 'The rule is too large: at most {max} characters', 'zh-CN': '规则过大：最多 {max} 个字符' },
  'rule/too-many-parts': {
    en: 'The rule has too many parts: at most {max}',
    'zh-CN': '规则的组成部分过多：最多 {max} 个',
  },
  'rule/too-deep': {
    en: 'The rule is nested too deeply: at most {max} levels',
    'zh-CN': '规则嵌套过深：最多 {max} 层',
  },
  'rule/too-long-list': { en: 'The list is too long: at most {max} elements', 'zh-CN': '列表过长：最多 {max} 项' },
  'rule/type': {
    en: '{name} has a value of the wrong type: expected {expected}, found {found}',
    'zh-CN': '{name}的值类型不符：应为{expected}，实际为{found}',
  },
  'rule/currencies': {
    en: 'Amounts in {left} and {right} cannot be combined',
    'zh-CN': '{left} 与 {right} 的金额不能一起运算',
  },
  'rule/division-by-zero': { en: 'Division by zero', 'zh-CN': '除数为零' },
  'rule/overflow': { en: 'The result is too large to be exact', 'zh-CN': '结果过大，无法精确表示' },
  'rule/date-range': { en: 'The date lies outside the years 0001 to 9999', 'zh-CN': '日期超出 0001 至 9999 年' },
  'rule/no-calendar': {
    en: 'The working calendar has no data for the year {year}',
    'zh-CN': '工作日历没有 {year} 年的数据',
  },
  'rule/budget-steps': { en: 'The rule takes too long: more than {max} steps', 'zh-CN': '规则计算过长：超过 {max} 步' },
  'rule/budget-cells': {
    en: 'The rule handles too many list elements: more than {max}',
    'zh-CN': '规则处理的列表项过多：超过 {max} 项',
  },
  'rule/budget-chars': {
    en: 'The rule makes too much text: more than {max} characters',
    'zh-CN': '规则生成的文本过长：超过 {max} 个字符',
  },
  'rule/not-a-filter': {
    en: 'Stored rows cannot be searched by "{operator}" of a field{hint}',
    'zh-CN': '无法按字段的“{operator}”查询数据{hint}',
  },
} as const satisfies Record<string, Text>;
