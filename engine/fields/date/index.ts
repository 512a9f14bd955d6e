import type { FieldType } from '../field-type.ts';
import { isBlank, plainly } from '../plain-text.ts';
import { properties } from './properties.ts';
import { checkDeclaration, type DateDeclaration, declaration, parse, schema, ui } from './schema.ts';
import { check, normalise } from './value.ts';

/** A day of the calendar. Stored: `YYYY-MM-DD`. */
export const date: FieldType<DateDeclaration, 'date'> = {
  type: 'date',
  label: { en: 'Date', 'zh-CN': '日期' },
  group: 'time',
  declaration,
  properties,
  shape: 'value',
  line: 'part',
  report: 'date',
  mask: 'all',
  computable: true,
  example: () => '2026-01-15',
  parse,
  checkDeclaration,
  schema,
  ui,
  ruleType: () => ({ kind: 'date' }),
  isEmpty: isBlank,
  normalise,
  check,
  format: plainly,
};
