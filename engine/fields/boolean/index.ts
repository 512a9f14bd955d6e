import type { FieldType } from '../field-type.ts';
import { isBlank } from '../plain-text.ts';
import { properties } from './properties.ts';
import { type BooleanDeclaration, declaration, parse, schema, ui } from './schema.ts';
import { check, format, normalise } from './value.ts';

/** Yes or no. Stored: true or false; neither is empty. */
export const boolean: FieldType<BooleanDeclaration, 'boolean'> = {
  type: 'boolean',
  label: { en: 'Yes or no', 'zh-CN': '是否' },
  group: 'choice',
  declaration,
  properties,
  shape: 'value',
  line: 'part',
  report: 'boolean',
  mask: 'all',
  computable: true,
  without: ['unique', 'placeholder'],
  example: (_json, { locale }) => (locale === 'zh-CN' ? '是' : 'Yes'),
  parse,
  schema,
  ui,
  ruleType: () => ({ kind: 'boolean' }),
  isEmpty: isBlank,
  normalise,
  check,
  format,
};
