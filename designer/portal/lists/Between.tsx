import { Input } from 'antd';
import { useState } from 'react';
import type { Field, Json } from '../../../engine/index.ts';
import { wayOf as numericWayOf } from '../../render/controls/NumericControl.tsx';
import { useTexts } from '../../ui/useTexts.ts';
import type { Condition } from './list-state.ts';

type Props = {
  title: string;
  field: Field;
  condition: Condition | undefined;
  onChange: (condition: Condition | undefined) => void;
};

/** From – to, of numbers and days. */
export function Between({ title, field, condition, onChange }: Props) {
  const t = useTexts('list');
  const range = condition && ('from' in condition || 'to' in condition) ? condition : {};
  const way = wayOf(field);
  const [typed, setTyped] = useState({ from: way.write(range.from), to: way.write(range.to) });
  const change = (end: 'from' | 'to', text: string) => {
    const next = { ...typed, [end]: text };
    setTyped(next);
    const from = way.read(next.from);
    const to = way.read(next.to);
    onChange(
      from === undefined && to === undefined
        ? undefined
        : { ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
    );
  };
  const isWrong = (text: string) => text.trim() !== '' && way.read(text) === undefined;
  const end = (name: 'from' | 'to') => (
    <Input
      type={way.date ? 'date' : 'text'}
      inputMode={way.date ? undefined : 'decimal'}
      value={typed[name]}
      status={isWrong(typed[name]) ? 'error' : ''}
      aria-invalid={isWrong(typed[name]) || undefined}
      aria-label={`${title}: ${t(name)}`}
      placeholder={way.date ? undefined : t(name)}
      onChange={({ target }) => change(name, target.value)}
    />
  );
  return (
    <fieldset className="dg-labelled dg-plain-fieldset">
      <legend className="dg-label">{title}</legend>
      <span className="dg-between">
        {end('from')}
        <span aria-hidden="true">–</span>
        {end('to')}
      </span>
    </fieldset>
  );
}

type Way = { date: boolean; read: (text: string) => Json | undefined; write: (value: Json | undefined) => string };

const numeric = new Set(['money', 'percent', 'number']);

function wayOf(field: Field): Way {
  if (!numeric.has(field.type))
    return {
      date: true,
      read: (text) => text || undefined,
      write: (value) => (typeof value === 'string' ? value : ''),
    };
  const way = numericWayOf(field);
  return {
    date: false,
    // Half a number is no bound yet.
    read: (text) => {
      const value = way.read(text);
      return typeof value === 'number' ? value : undefined;
    },
    write: (value) => (typeof value === 'number' ? way.write(value) : ''),
  };
}
