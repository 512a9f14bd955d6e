import { Input, InputNumber, Select } from 'antd';
import { type Json, minorDigits } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import type { RuleField } from './rule-field.ts';

type Props = {
  field: RuleField;
  value: Json | undefined;
  onChange(value: Json): void;
  multiple?: boolean;
  label: string;
};

/** The constant on the right of a comparison, as the field's kind is written: money in its unit, not in its minor unit. */
export function LiteralInput({ field, value, onChange, multiple = false, label }: Props) {
  const t = useTexts('studio');
  if (field.kind === 'money') {
    const factor = 10 ** minorDigits(field.currency ?? 'CNY');
    return (
      <InputNumber
        className="dg-literal"
        value={typeof value === 'number' ? value / factor : null}
        precision={minorDigits(field.currency ?? 'CNY')}
        formatter={(shown) => String(shown ?? '').replace(/\B(?=(\d{3})+(?!\d))/g, ',')}
        parser={(text) => Number((text ?? '').replaceAll(',', ''))}
        suffix={field.currency ?? 'CNY'}
        onChange={(next) => typeof next === 'number' && onChange(Math.round(next * factor))}
        aria-label={label}
      />
    );
  }
  if (field.kind === 'number' || field.kind === 'percent') {
    const factor = field.kind === 'percent' ? 100 : 1;
    return (
      <InputNumber
        className="dg-literal"
        value={typeof value === 'number' ? Number((value * factor).toPrecision(12)) : null}
        {...(field.kind === 'percent' && { suffix: '%' })}
        onChange={(next) => typeof next === 'number' && onChange(Number((next / factor).toPrecision(12)))}
        aria-label={label}
      />
    );
  }
  if (field.kind === 'boolean') {
    return (
      <Select
        className="dg-literal"
        value={value === undefined ? null : String(value)}
        options={[
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
        onChange={(next) => onChange(next === 'true')}
        aria-label={label}
      />
    );
  }
  if (field.options) {
    const options = field.options.map((option) => ({ value: option.value, label: option.title }));
    return multiple ? (
      <Select
        className="dg-literal"
        mode="multiple"
        value={Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []}
        options={options}
        onChange={(next: string[]) => onChange(next)}
        aria-label={label}
      />
    ) : (
      <Select
        className="dg-literal"
        value={typeof value === 'string' ? value : null}
        options={options}
        onChange={(next: string) => onChange(next)}
        aria-label={label}
      />
    );
  }
  const type = field.kind === 'date' ? 'date' : 'text';
  return (
    <Input
      className="dg-literal"
      type={type}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value)}
      aria-label={label}
    />
  );
}

/** What a fresh comparison compares with, until the person says. */
export function firstLiteral(field: RuleField): Json {
  switch (field.kind) {
    case 'money':
    case 'number':
    case 'percent':
      return 0;
    case 'boolean':
      return true;
    case 'choice':
      return field.options?.[0]?.value ?? '';
    default:
      return '';
  }
}
