import type { FieldType } from '../field-type.ts';
import { isBlank, plainly } from '../plain-text.ts';
import { properties } from './properties.ts';
import { checkDeclaration, declaration, parse, type SerialDeclaration, schema, ui } from './schema.ts';
import { check, normalise } from './value.ts';

/** A number that the server gives to each new record. Stored: a string. */
export const serial: FieldType<SerialDeclaration, 'serial'> = {
  type: 'serial',
  label: { en: 'Serial number', 'zh-CN': '流水编号' },
  group: 'text',
  declaration,
  properties,
  shape: 'value',
  line: 'part',
  report: 'text',
  mask: { last: 4 },
  maskAs: 'stored',
  assigned: true,
  inRows: false,
  computable: false,
  without: ['default', 'placeholder', 'unique'],
  fresh: { pattern: 'NO-{seq:6}' },
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
