import type { FieldType } from '../field-type.ts';
import { isBlank, plainly } from '../plain-text.ts';
import { properties } from './properties.ts';
import { declaration, type LongTextDeclaration, parse, schema, ui } from './schema.ts';
import { check, normalise } from './value.ts';

/** Several lines of text. Stored: a string with \n. */
export const longText: FieldType<LongTextDeclaration, 'long-text'> = {
  type: 'long-text',
  label: { en: 'Long text', 'zh-CN': '多行文本' },
  group: 'text',
  declaration,
  properties,
  shape: 'value',
  line: 'block',
  report: 'text',
  mask: 'all',
  maskAs: 'stored',
  computable: true,
  without: ['unique'],
  parse,
  schema,
  ui,
  ruleType: () => ({ kind: 'text' }),
  isEmpty: isBlank,
  normalise,
  check,
  format: plainly,
};
