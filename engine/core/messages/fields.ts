import type { Text } from '../text.ts';

/** Values of fields and their declarations. `{param}` is filled in. */
export const fieldMessages = {
  // Values
  'field/required': { en: 'Please fill in {title}', 'zh-CN': '请填写{title}' },
  'field/type': { en: 'Must be {expected}', 'zh-CN': '应为{expected}' },
  'field/unknown-part': { en: '"{key}" does not belong here', 'zh-CN': '此处不能有“{key}”' },
  'field/too-short': { en: 'At least {min} characters', 'zh-CN': '至少 {min} 个字符' },
  'field/too-long': { en: 'At most {max} characters, this has {found}', 'zh-CN': '最多 {max} 个字符，当前 {found} 个' },
  'field/pattern': { en: 'Does not have the required form', 'zh-CN': '格式不符合要求' },
  'field/too-small': { en: 'Must be at least {min}', 'zh-CN': '不得小于 {min}' },
  'field/too-large': { en: 'Must be at most {max}', 'zh-CN': '不得大于 {max}' },
  'field/too-precise': { en: 'At most {digits} decimals', 'zh-CN': '最多 {digits} 位小数' },
  'field/not-an-amount': {
    en: 'Enter an amount in {currency} in digits, {format}, such as {example}',
    'zh-CN': '请用数字填写金额（{currency}），{format}，例如 {example}',
  },
  'field/not-a-percentage': {
    en: 'Enter a percentage with its sign, such as 5%',
    'zh-CN': '请填写百分比并带百分号，例如 5%',
  },
  'field/not-a-date': {
    en: 'There is no such day; write it as 2026-11-24',
    'zh-CN': '没有这一天，或格式有误，请按 2026-11-24 填写',
  },
  'field/not-a-time': {
    en: 'There is no such date and time; write it as 2026-11-24 15:00',
    'zh-CN': '没有这个时间，或格式有误，请按 2026-11-24 15:00 填写',
  },
  'field/too-early': { en: 'Not before {min}', 'zh-CN': '不得早于 {min}' },
  'field/too-late': { en: 'Not after {max}', 'zh-CN': '不得晚于 {max}' },
  'field/not-an-option': { en: 'Not one of the options', 'zh-CN': '不在可选项之内' },
  'field/option-retired': { en: '"{title}" can no longer be chosen', 'zh-CN': '“{title}”已停用，不能再选择' },
  'field/option-not-open': { en: '"{title}" cannot be chosen here', 'zh-CN': '当前不能选择“{title}”' },
  'field/too-few-chosen': { en: 'Choose at least {min}', 'zh-CN': '至少选择 {min} 项' },
  'field/too-many-chosen': { en: 'Choose at most {max}', 'zh-CN': '最多选择 {max} 项' },
  'field/phone': {
    en: 'Not a phone number: 11 digits of a mobile, or area code and number',
    'zh-CN': '电话号码无效：应为 11 位手机号，或区号加号码',
  },
  'field/email': { en: 'Not an e-mail address', 'zh-CN': '电子邮箱无效' },
  'field/id-number-length': {
    en: 'An ID number has 18 digits, this has {found}',
    'zh-CN': '身份证号应为 18 位，当前 {found} 位',
  },
  'field/id-number-characters': {
    en: 'An ID number has digits only; the last may be X',
    'zh-CN': '身份证号只能是数字，最后一位可为 X',
  },
  'field/id-number-region': { en: 'The ID number begins with no known region', 'zh-CN': '身份证号的地区码无效' },
  'field/id-number-birth': { en: 'The ID number has no valid date of birth', 'zh-CN': '身份证号的出生日期无效' },
  'field/id-number-check': {
    en: 'The ID number has a typing error: its check digit is wrong',
    'zh-CN': '身份证号校验位错误，请核对',
  },
  'field/account-characters': { en: 'An account number has digits only', 'zh-CN': '银行账号只能是数字' },
  'field/account-length': {
    en: 'An account number has 8 to 32 digits, this has {found}',
    'zh-CN': '银行账号应为 8 至 32 位，当前 {found} 位',
  },
  'field/account-check': {
    en: 'As a card number this has a wrong check digit: please compare it once more',
    'zh-CN': '按银行卡号计算校验位不符，请再次核对',
  },
  'field/file-type': { en: '"{name}" is not of the types {accept}', 'zh-CN': '“{name}”不属于允许的类型 {accept}' },
  'field/file-too-large': { en: '"{name}" is larger than {max}', 'zh-CN': '“{name}”超过 {max}' },
  'field/too-many-files': { en: 'At most {max} files', 'zh-CN': '最多 {max} 个文件' },
  'field/too-few-rows': { en: 'At least {min} rows', 'zh-CN': '至少 {min} 行' },
  'field/too-many-rows': { en: 'At most {max} rows', 'zh-CN': '最多 {max} 行' },
  // Declarations
  'field/unknown-type': { en: 'The field type "{type}" is not known{hint}', 'zh-CN': '未知的字段类型“{type}”{hint}' },
  'field/range': { en: '"{low}" is above "{high}"', 'zh-CN': '“{low}”大于“{high}”' },
  'field/bad-pattern': { en: 'The pattern cannot be used: {reason}', 'zh-CN': '格式表达式不可用：{reason}' },
  'field/unknown-options': { en: 'There is no option set "{key}"', 'zh-CN': '没有选项集“{key}”' },
  'field/unknown-option': { en: 'There is no option "{key}"{hint}', 'zh-CN': '没有选项“{key}”{hint}' },
  'field/duplicate-option': { en: 'The option "{key}" appears twice', 'zh-CN': '选项“{key}”重复' },
  'field/option-circle': { en: 'The option "{key}" lies under itself', 'zh-CN': '选项“{key}”的上级形成循环' },
  'field/unknown-form': { en: 'There is no form "{form}"', 'zh-CN': '没有表单“{form}”' },
  'field/unknown-linked-field': {
    en: 'The form "{form}" has no field "{field}"{hint}',
    'zh-CN': '表单“{form}”没有字段“{field}”{hint}',
  },
  'field/not-carried': {
    en: 'A field of type "{type}" cannot be shown or carried by a reference',
    'zh-CN': '类型为“{type}”的字段不能由引用显示或携带',
  },
  'field/serial-part': {
    en: '{part} cannot stand in a serial number: {allowed}',
    'zh-CN': '编号中不能使用 {part}，可用：{allowed}',
  },
  'field/serial-number': { en: 'A serial number has exactly one {seq:…}', 'zh-CN': '编号中必须恰有一个 {seq:…}' },
  'field/not-in-rows': {
    en: 'A column of rows cannot be of type "{type}"',
    'zh-CN': '明细的列不能是“{type}”类型',
  },
  'field/nested-rows': { en: 'Rows cannot have rows of their own', 'zh-CN': '明细中不能再嵌套明细' },
  'field/file-size': {
    en: '"{found}" is not a size between 1KB and 20MB',
    'zh-CN': '“{found}”不是 1KB 至 20MB 之间的大小',
  },
  'field/file-ending': {
    en: 'Files of the kind {found} are never taken; there are {allowed}',
    'zh-CN': '系统不接收 {found} 文件，可选：{allowed}',
  },
  'field/default': {
    en: 'The default is not a value of this field: {reason}',
    'zh-CN': '默认值不符合该字段：{reason}',
  },
  'field/not-computed': {
    en: 'A field of type "{type}" cannot be computed',
    'zh-CN': '类型为“{type}”的字段不能由公式计算',
  },
  'field/computed-default': { en: 'A computed field has no default', 'zh-CN': '公式字段不能设默认值' },
} as const satisfies Record<string, Text>;
