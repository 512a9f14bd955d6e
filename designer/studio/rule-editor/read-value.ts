import { formatMoney, type Json, type Locale } from '../../../engine/index.ts';
import type { RuleField } from './rule-field.ts';

/** A constant as it reads beside a field: money in its currency, a choice by its title. */
export function readValue(field: RuleField | undefined, value: Json, locale: Locale): string {
  if (field?.kind === 'money' && typeof value === 'number') return formatMoney(value, field.currency ?? 'CNY', locale);
  if (field?.kind === 'percent' && typeof value === 'number')
    return `${Number((value * 100).toPrecision(12)).toLocaleString(locale)} %`;
  if (Array.isArray(value))
    return value.map((one) => readValue(field, one, locale)).join(locale === 'zh-CN' ? '、' : ', ');
  if (typeof value === 'number') return value.toLocaleString(locale);
  if (typeof value === 'boolean') return locale === 'zh-CN' ? (value ? '是' : '否') : value ? 'yes' : 'no';
  return field?.options?.find((option) => option.value === value)?.title ?? String(value ?? '');
}
