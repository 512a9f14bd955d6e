import { Input } from 'antd';
import { type Json, minorDigits } from '../../../engine/index.ts';
import { type ControlProps, textKey, ties } from './control-props.ts';
import { majorText, minorUnits, percentText, typedNumber, typedPercent } from './decimal-text.ts';
import { useTyped } from './useTyped.ts';

type Way = {
  read: (text: string) => Json | undefined;
  write: (value: number) => string;
  before?: string;
  after?: string;
};

/** A number, an amount of money (kept in minor units) or a percentage (kept as a fraction). */
export function NumericControl(props: ControlProps) {
  const { value, onChange, onBlur, invalid, placeholder } = props;
  const way = wayOf(props);
  const typed = useTyped(typeof value === 'number' ? way.write(value) : typeof value === 'string' ? value : '', onBlur);
  return (
    <Input
      {...ties(props)}
      value={typed.text}
      status={invalid ? 'error' : ''}
      placeholder={placeholder}
      inputMode="decimal"
      autoComplete="off"
      className="dg-numeric"
      maxLength={32}
      prefix={way.before && <span aria-hidden="true">{way.before}</span>}
      suffix={way.after && <span aria-hidden="true">{way.after}</span>}
      onChange={(event) => {
        typed.type(event.target.value);
        onChange(way.read(event.target.value));
      }}
      onBlur={typed.leave}
    />
  );
}

function wayOf({ field }: ControlProps): Way {
  if (field.type === 'money') {
    const currency = textKey(field, 'currency') ?? 'CNY';
    const digits = minorDigits(currency);
    return {
      read: (text) => minorUnits(text, digits),
      write: (value) => majorText(value, digits),
      before: signOf(currency),
    };
  }
  if (field.type === 'percent') return { read: typedPercent, write: percentText, after: '%' };
  return { read: typedNumber, write: String, after: textKey(field, 'unit') };
}

function signOf(currency: string): string {
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}
