import type { FieldType } from '../field-type.ts';
import { isBlank, plainly } from '../plain-text.ts';
import { properties } from './properties.ts';
import { declaration, type PhoneDeclaration, parse, schema, ui } from './schema.ts';
import { check, normalise } from './value.ts';

/** A phone number. Stored: `13812345678`, `021-62345678`. */
export const phone: FieldType<PhoneDeclaration, 'phone'> = {
  type: 'phone',
  label: { en: 'Phone', 'zh-CN': '电话' },
  group: 'people',
  declaration,
  properties,
  shape: 'value',
  line: 'part',
  report: 'text',
  mask: { first: 3, last: 4 },
  maskAs: 'stored',
  computable: true,
  parse,
  schema,
  ui,
  ruleType: () => ({ kind: 'text' }),
  isEmpty: isBlank,
  normalise,
  check,
  format: plainly,
};
