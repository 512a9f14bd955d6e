import { Input } from 'antd';
import type { Field } from '../../../engine/index.ts';
import { type ControlProps, textKey, ties } from './control-props.ts';
import { type NumericWay, numericWay } from './numeric-way.ts';
import { useTyped } from './useTyped.ts';

/** A number, an amount of money (kept in minor units) or a percentage (kept as a fraction). */
export function NumericControl(props: ControlProps) {
  const { field, value, onChange, onBlur, invalid, placeholder } = props;
  const way = wayOf(field);
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

/** How a numeric field is typed and shown. */
export function wayOf(field: Field): NumericWay {
  if (field.type === 'money') return numericWay({ type: 'money', currency: textKey(field, 'currency') ?? 'CNY' });
  if (field.type === 'percent') return numericWay({ type: 'percent' });
  return numericWay({ type: 'number', unit: textKey(field, 'unit') });
}
