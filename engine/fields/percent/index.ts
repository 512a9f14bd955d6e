import type { FieldType } from '../field-type.ts';
import { isBlank } from '../plain-text.ts';
import { properties } from './properties.ts';
import { checkDeclaration, declaration, type PercentDeclaration, parse, schema, ui } from './schema.ts';
import { check, format, fromRule, normalise } from './value.ts';

/** A share. Stored: a fraction, 0.05 for 5 %. */
export const percent: FieldType<PercentDeclaration, 'percent'> = {
  type: 'percent',
  label: { en: 'Percentage', 'zh-CN': '百分比' },
  group: 'number',
  declaration,
  properties,
  shape: 'value',
  line: 'part',
  report: 'percent',
  mask: 'all',
  computable: true,
  example: () => '12%',
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
