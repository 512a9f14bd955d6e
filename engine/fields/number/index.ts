import type { FieldType } from '../field-type.ts';
import { isBlank } from '../plain-text.ts';
import { properties } from './properties.ts';
import { checkDeclaration, declaration, type NumberDeclaration, parse, schema, ui } from './schema.ts';
import { check, format, fromRule, normalise } from './value.ts';

/** A number. Stored: a JSON number. */
export const number: FieldType<NumberDeclaration, 'number'> = {
  type: 'number',
  label: { en: 'Number', 'zh-CN': '数字' },
  group: 'number',
  declaration,
  properties,
  shape: 'value',
  line: 'part',
  report: 'number',
  mask: 'all',
  computable: true,
  example: () => '12',
  parse,
  checkDeclaration,
  schema,
  ui,
  ruleType: () => ({ kind: 'number' }),
  isEmpty: isBlank,
  normalise,
  check,
  format,
  fromRule,
};
