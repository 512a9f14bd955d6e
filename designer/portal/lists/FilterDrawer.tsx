import { Button, Drawer, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { type Field, type Json, localise } from '../../../engine/index.ts';
import { majorText, minorUnits, percentText, typedNumber, typedPercent } from '../../render/controls/decimal-text.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import type { ParsedScreen } from '../forms/form-screen.ts';
import { conditionKind, digitsOf } from './condition-kind.ts';
import type { Condition, Conditions } from './list-state.ts';

type Props = {
  open: boolean;
  parsed: ParsedScreen;
  conditions: Conditions;
  onClose: () => void;
  onApply: (conditions: Conditions) => void;
};

/** One simple condition for each field that can have one. */
export function FilterDrawer({ open, parsed, conditions, onClose, onApply }: Props) {
  const t = useTexts('list');
  const locale = useLocale();
  const [draft, setDraft] = useState(conditions);
  const fields = parsed.form.order
    .flatMap((name) => parsed.form.fields[name] ?? [])
    .filter((field) => conditionKind(field));
  const set = (path: string, condition: Condition | undefined) => {
    const { [path]: _, ...others } = draft;
    setDraft(condition ? { ...others, [path]: condition } : others);
  };
  const statuses = Object.entries(parsed.statuses);
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t('filter')}
      size={380}
      footer={
        <div className="dg-row">
          <Button type="primary" onClick={() => onApply(draft)}>
            {t('apply')}
          </Button>
          <Button onClick={() => onApply({})}>{t('clear')}</Button>
        </div>
      }
    >
      <div className="dg-stack">
        {statuses.length > 0 && (
          <ChosenOf
            title={t('status')}
            items={statuses.map(([value, { title }]) => ({ value, label: localise(title, locale) }))}
            condition={draft.status}
            onChange={(condition) => set('status', condition)}
          />
        )}
        {fields.map((field) => (
          <FieldCondition
            key={field.name}
            field={field}
            parsed={parsed}
            condition={draft[field.path]}
            onChange={(condition) => set(pathOf(field), condition)}
          />
        ))}
      </div>
    </Drawer>
  );
}

/** A reference is asked by the name that it shows. */
function pathOf(field: Field): string {
  return field.link ? `${field.path}.${field.link.display}` : field.path;
}

type FieldProps = {
  field: Field;
  parsed: ParsedScreen;
  condition: Condition | undefined;
  onChange: (condition: Condition | undefined) => void;
};

function FieldCondition({ field, parsed, condition, onChange }: FieldProps) {
  const t = useTexts('list');
  const locale = useLocale();
  const id = useId();
  const title = localise(field.title, locale);
  const kind = conditionKind(field);
  if (kind === 'choice') {
    const set = typeof field.json.options === 'string' ? parsed.options(field.json.options) : field.options;
    return (
      <ChosenOf
        title={title}
        items={(set?.items ?? []).map((item) => ({ value: item.key, label: localise(item.title, locale) }))}
        condition={condition}
        onChange={onChange}
      />
    );
  }
  if (kind === 'boolean') {
    const value = condition && 'is' in condition ? String(condition.is) : undefined;
    return (
      <div className="dg-labelled">
        <span className="dg-label">{title}</span>
        <Select
          allowClear
          value={value}
          onChange={(next: string | undefined) => onChange(next === undefined ? undefined : { is: next === 'true' })}
          options={[
            { value: 'true', label: t('controls:yes') },
            { value: 'false', label: t('controls:no') },
          ]}
          aria-label={title}
        />
      </div>
    );
  }
  if (kind === 'text') {
    const value = condition && 'contains' in condition ? condition.contains : '';
    return (
      <div className="dg-labelled">
        <label htmlFor={id} className="dg-label">
          {title}
        </label>
        <Input
          id={id}
          value={value}
          allowClear
          placeholder={t('contains')}
          onChange={({ target }) => onChange(target.value ? { contains: target.value } : undefined)}
        />
      </div>
    );
  }
  return <Between title={title} field={field} condition={condition} onChange={onChange} />;
}

function Between({ title, field, condition, onChange }: Omit<FieldProps, 'parsed'> & { title: string }) {
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
  const end = (name: 'from' | 'to') => (
    <Input
      type={way.date ? 'date' : 'text'}
      inputMode={way.date ? undefined : 'decimal'}
      value={typed[name]}
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

function wayOf(field: Field): Way {
  const numbers = (read: (text: string) => Json | undefined, write: (value: number) => string): Way => ({
    date: false,
    // Half a number is no bound yet.
    read: (text) => {
      const value = read(text);
      return typeof value === 'number' ? value : undefined;
    },
    write: (value) => (typeof value === 'number' ? write(value) : ''),
  });
  if (field.type === 'money') {
    const digits = digitsOf(field);
    return numbers(
      (text) => minorUnits(text, digits),
      (value) => majorText(value, digits),
    );
  }
  if (field.type === 'percent') return numbers(typedPercent, percentText);
  if (field.type === 'number') return numbers(typedNumber, String);
  return { date: true, read: (text) => text || undefined, write: (value) => (typeof value === 'string' ? value : '') };
}

type ChosenProps = {
  title: string;
  items: { value: string; label: string }[];
  condition: Condition | undefined;
  onChange: (condition: Condition | undefined) => void;
};

function ChosenOf({ title, items, condition, onChange }: ChosenProps) {
  const t = useTexts('list');
  return (
    <div className="dg-labelled">
      <span className="dg-label">{title}</span>
      <Select
        mode="multiple"
        allowClear
        value={condition && 'in' in condition ? condition.in : []}
        options={items}
        placeholder={t('any')}
        aria-label={title}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(chosen: string[]) => onChange(chosen.length > 0 ? { in: chosen } : undefined)}
      />
    </div>
  );
}
