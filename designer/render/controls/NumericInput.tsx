import { Input } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../ui/useTexts.ts';
import type { NumericWay } from './numeric-way.ts';

type Props = {
  way: NumericWay;
  value: number | undefined;
  /** The number that was typed; undefined for a blank box. Text that is no number is kept in the box, and nothing is told. */
  onChange(value: number | undefined): void;
  id?: string;
  label?: string;
  placeholder?: string;
  className?: string;
  min?: number;
  max?: number;
};

/** A number outside a form (a bound, a constant of a rule), typed as in forms. */
export function NumericInput({ way, value, onChange, id, label, placeholder, className, min, max }: Props) {
  const t = useTexts('controls');
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (value === undefined ? '' : way.write(value));
  const taken = (text: string): number | undefined => {
    const read = way.read(text);
    const fits = typeof read === 'number' && (min === undefined || read >= min) && (max === undefined || read <= max);
    return fits ? read : undefined;
  };
  const wrong = shown.trim() !== '' && taken(shown) === undefined;
  return (
    <>
      <Input
        id={id}
        className={className}
        value={shown}
        status={wrong ? 'error' : ''}
        aria-invalid={wrong || undefined}
        aria-label={label}
        placeholder={placeholder}
        inputMode="decimal"
        autoComplete="off"
        prefix={way.before && <span aria-hidden="true">{way.before}</span>}
        suffix={way.after && <span aria-hidden="true">{way.after}</span>}
        onChange={({ target }) => {
          setTyped(target.value);
          const next = taken(target.value);
          if (next !== undefined || target.value.trim() === '') onChange(next);
        }}
        onBlur={() => !wrong && setTyped(undefined)}
      />
      {wrong && (
        <span role="alert" className="dg-issue">
          {t('notTaken')}
        </span>
      )}
    </>
  );
}
