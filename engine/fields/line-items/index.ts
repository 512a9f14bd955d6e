import type { FieldType } from '../field-type.ts';
import { isBlank } from '../plain-text.ts';
import { properties } from './properties.ts';
import { checkDeclaration, declaration, type LineItemsDeclaration, parse, ruleType, schema, ui } from './schema.ts';
import { check, format, normalise } from './value.ts';

/** Rows with columns of their own. Stored: a list of objects. */
export const lineItems: FieldType<LineItemsDeclaration, 'line-items'> = {
  type: 'line-items',
  label: { en: 'Rows', 'zh-CN': '明细' },
  group: 'structure',
  declaration,
  properties,
  mask: 'all',
  computable: false,
  without: ['unique', 'placeholder'],
  parse,
  checkDeclaration,
  schema,
  ui,
  ruleType,
  isEmpty: isBlank,
  normalise,
  check,
  format,
};
