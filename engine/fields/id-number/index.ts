import type { FieldType } from '../field-type.ts';
import { isBlank, plainly } from '../plain-text.ts';
import { properties } from './properties.ts';
import { declaration, type IdNumberDeclaration, parse, schema, ui } from './schema.ts';
import { check, normalise } from './value.ts';

/** A resident identity number (GB 11643), also of a foreign permanent resident (GA 2102). Stored: 18 characters. */
export const idNumber: FieldType<IdNumberDeclaration, 'id-number'> = {
  type: 'id-number',
  label: { en: 'ID number', 'zh-CN': '身份证号' },
  group: 'people',
  declaration,
  properties,
  shape: 'value',
  line: 'part',
  report: 'text',
  mask: { first: 6, last: 4 },
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
