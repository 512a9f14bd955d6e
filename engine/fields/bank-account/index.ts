import type { FieldType } from '../field-type.ts';
import { isBlank } from '../plain-text.ts';
import { properties } from './properties.ts';
import { type BankAccountDeclaration, declaration, parse, schema, ui } from './schema.ts';
import { check, format, normalise } from './value.ts';

/** A bank account or card number. Stored: 8 to 32 digits. A card number whose check digit (Luhn) is wrong gets a warning. */
export const bankAccount: FieldType<BankAccountDeclaration, 'bank-account'> = {
  type: 'bank-account',
  label: { en: 'Bank account', 'zh-CN': '银行账号' },
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
  format,
};
