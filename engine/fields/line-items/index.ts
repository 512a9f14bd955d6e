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
  shape: 'rows',
  line: 'none',
  mask: 'all',
  inRows: false,
  computable: false,
  without: ['unique', 'placeholder'],
  fresh: { fields: { text: { type: 'text', title: { en: 'Text', 'zh-CN': '文本' } } } },
  parse,
  parts: ({ columns }) => ({ columns }),
  checkDeclaration,
  schema,
  ui,
  ruleType,
  isEmpty: isBlank,
  normalise,
  check,
  format,
};
