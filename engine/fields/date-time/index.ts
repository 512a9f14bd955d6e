import { formatDateTime } from '../../core/zones.ts';
import type { FieldType } from '../field-type.ts';
import { isBlank } from '../plain-text.ts';
import { properties } from './properties.ts';
import { type DateTimeDeclaration, declaration, parse, schema, ui } from './schema.ts';
import { check, format, normalise } from './value.ts';

/** A point in time. Stored: `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export const dateTime: FieldType<DateTimeDeclaration, 'date-time'> = {
  type: 'date-time',
  label: { en: 'Date and time', 'zh-CN': '日期时间' },
  group: 'time',
  declaration,
  properties,
  shape: 'value',
  line: 'part',
  report: 'date-time',
  mask: 'all',
  computable: true,
  example: () => formatDateTime('2026-01-15T01:30:00.000Z', 'UTC'),
  parse,
  schema,
  ui,
  ruleType: () => ({ kind: 'date-time' }),
  isEmpty: isBlank,
  normalise,
  check,
  format,
};
