import { Input } from 'antd';
import { useState } from 'react';
import { dateIn, type Field, isDate, type Json, startOfDay } from '../../../engine/index.ts';
import { wayOf as numericWayOf } from '../../render/controls/NumericControl.tsx';
import { useSession } from '../../ui/session.tsx';
import { useTexts } from '../../ui/useTexts.ts';
import { conditionKind } from './condition-kind.ts';
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
  const { zone } = useSession();
  const way = wayOf(field, zone);
  const [typed, setTyped] = useState({ from: way.write(range.from), to: way.write(range.to) });
  const change = (end: 'from' | 'to', text: string) => {
    const next = { ...typed, [end]: text };
    setTyped(next);
    const from = way.read(next.from, 'from');
    const to = way.read(next.to, 'to');
    onChange(
      from === undefined && to === undefined
        ? undefined
        : { ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
    );
  };
  const isWrong = (text: string) => text.trim() !== '' && way.read(text, 'from') === undefined;
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

type Way = {
  date: boolean;
  read: (text: string, end: 'from' | 'to') => Json | undefined;
  write: (value: Json | undefined) => string;
};

const DAY_MS = 86_400_000;

/** Days typed, moments compared: from the first moment of a day to the last of another, on the tenant's clocks. */
function momentsWay(zone: string): Way {
  const dayAfter = (date: string) => new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);
  return {
    date: true,
    read: (text, end) => {
      if (!isDate(text)) return undefined;
      if (end === 'from') return startOfDay(text, zone);
      return new Date(Date.parse(startOfDay(dayAfter(text), zone)) - 1).toISOString();
    },
    write: (value) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? dateIn(zone, value) : ''),
  };
}

function wayOf(field: Field, zone: string): Way {
  if (conditionKind(field) === 'moments') return momentsWay(zone);
  if (field.kind.group !== 'number')
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
