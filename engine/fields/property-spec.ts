import type { Json } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';

/**
 * One thing about a field that the studio may edit. `path` lies in the field's declaration; `editor` is one of the studio's
 * generic editors.
 */
export type PropertySpec = {
  path: JsonPointer;
  /**
   * `text` plain text · `localised` a text in each language · `number` · `amount` of
   * money in the declared `currency`, `percent` a fraction (both typed as people write them) · `switch` · `choice` one of `choices` · `list` short
   * texts · `rule` · `value` a value of the field itself, or a rule · `options` an option set or a list of options · `form` a
   * form's key · `linked-field` a field of the form at `/form` · `linked-fields` several · `pairs` this form's fields by
   * fields of the linked one · `columns` fields of rows · `role` a role's key.
   */
  editor:
    | 'text'
    | 'localised'
    | 'number'
    | 'amount'
    | 'percent'
    | 'switch'
    | 'choice'
    | 'list'
    | 'rule'
    | 'value'
    | 'options'
    | 'form'
    | 'linked-field'
    | 'linked-fields'
    | 'pairs'
    | 'columns'
    | 'role';
  label: Text;
  help?: Text;
  /** What is meant where nothing is said. */
  otherwise?: Json;
  choices?: readonly { value: Json; label: Text }[];
  /** Of numbers. */
  min?: number;
  max?: number;
  step?: number;
};

/** Properties of all fields that a type may do without. */
export type CommonProperty = 'placeholder' | 'default' | 'unique';

/** Properties that every field has, in the order in which the studio shows them. */
export const commonProperties: readonly PropertySpec[] = [
  { path: '/title', editor: 'localised', label: { en: 'Title', 'zh-CN': '标题' } },
  { path: '/required', editor: 'switch', label: { en: 'Required', 'zh-CN': '必填' } },
  { path: '/readonly', editor: 'switch', label: { en: 'Read-only', 'zh-CN': '只读' } },
  { path: '/help', editor: 'localised', label: { en: 'Help', 'zh-CN': '填写说明' } },
  { path: '/placeholder', editor: 'localised', label: { en: 'Placeholder', 'zh-CN': '占位提示' } },
  { path: '/default', editor: 'value', label: { en: 'Default', 'zh-CN': '默认值' } },
  { path: '/compute', editor: 'rule', label: { en: 'Computed as', 'zh-CN': '计算公式' } },
  { path: '/unique', editor: 'switch', label: { en: 'No two alike', 'zh-CN': '不可重复' } },
  { path: '/personal', editor: 'switch', label: { en: 'Personal data', 'zh-CN': '个人信息' } },
  {
    path: '/mask',
    editor: 'choice',
    label: { en: 'Masked as', 'zh-CN': '脱敏方式' },
    choices: [
      { value: 'name', label: { en: 'First character stays', 'zh-CN': '保留首字' } },
      { value: 'all', label: { en: 'Nothing stays', 'zh-CN': '全部隐藏' } },
      { value: { first: 0, last: 4 }, label: { en: 'Last four stay', 'zh-CN': '保留后四位' } },
    ],
  },
  { path: '/encrypted', editor: 'switch', label: { en: 'Encrypted in the store', 'zh-CN': '加密存储' } },
];
