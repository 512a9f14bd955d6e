import type { FieldType } from '../field-type.ts';
import { isBlank, plainly } from '../plain-text.ts';
import { properties } from './properties.ts';
import { checkDeclaration, declaration, parse, schema, type TextDeclaration, ui } from './schema.ts';
import { check, normalise } from './value.ts';

/** One line of text. Stored: a string. */
export const text: FieldType<TextDeclaration, 'text'> = {
  type: 'text',
  label: { en: 'Text', 'zh-CN': '单行文本' },
  group: 'text',
  declaration,
  properties,
  shape: 'value',
  line: 'part',
  report: 'text',
  mask: 'name',
  maskAs: 'stored',
  computable: true,
  parse,
  checkDeclaration,
  schema,
  ui,
  ruleType: () => ({ kind: 'text' }),
  isEmpty: isBlank,
  normalise,
  check,
  format: plainly,
};
