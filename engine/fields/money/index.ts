import { formatMoney } from '../../core/money.ts';
import type { FieldType } from '../field-type.ts';
import { isBlank } from '../plain-text.ts';
import { properties } from './properties.ts';
import { checkDeclaration, declaration, type MoneyDeclaration, parse, schema, ui } from './schema.ts';
import { check, format, normalise } from './value.ts';

/** An amount of money. Stored: an integer number of minor units; the currency is the declaration's. */
export const money: FieldType<MoneyDeclaration, 'money'> = {
  type: 'money',
  label: { en: 'Money', 'zh-CN': '金额' },
  group: 'number',
  declaration,
  properties,
  shape: 'value',
  line: 'part',
  report: 'money',
  mask: 'all',
  computable: true,
  fresh: { currency: 'CNY' },
  example: ({ currency }, { locale }) =>
    formatMoney(1_234_500, typeof currency === 'string' ? currency : 'CNY', locale),
  parse,
  checkDeclaration,
  schema,
  ui,
  ruleType: (d) => ({ kind: 'money', currency: d.currency }),
  isEmpty: isBlank,
  normalise,
  check,
  format,
};
