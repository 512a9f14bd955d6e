import { Input, Select } from 'antd';
import type { Json } from '../../../engine/index.ts';
import { NumericInput } from '../../render/controls/NumericInput.tsx';
import { numericWay } from '../../render/controls/numeric-way.ts';
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
  if (field.kind === 'money' || field.kind === 'number' || field.kind === 'percent') {
    const way = numericWay(
      field.kind === 'money' ? { type: 'money', currency: field.currency ?? 'CNY' } : { type: field.kind },
    );
    return (
      <NumericInput
        className="dg-literal"
        way={way}
        value={typeof value === 'number' ? value : undefined}
        onChange={(next) => next !== undefined && onChange(next)}
        label={label}
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
