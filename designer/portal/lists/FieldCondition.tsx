import { Input, Select } from 'antd';
import { useId } from 'react';
import { type Field, localise } from '../../../engine/index.ts';
import { useSession } from '../../ui/session.tsx';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import type { ParsedScreen } from '../forms/form-screen.ts';
import { Between } from './Between.tsx';
import { ChosenOf } from './ChosenOf.tsx';
import { conditionKind } from './condition-kind.ts';
import type { Condition } from './list-state.ts';
import { ReferenceCondition } from './ReferenceCondition.tsx';

export type FieldConditionProps = {
  field: Field;
  parsed: ParsedScreen;
  condition: Condition | undefined;
  onChange: (condition: Condition | undefined) => void;
};

/** The one simple condition that a field of this type takes. */
export function FieldCondition({ field, parsed, condition, onChange }: FieldConditionProps) {
  const t = useTexts('list');
  const locale = useLocale();
  const id = useId();
  const title = localise(field.title, locale);
  const { units } = useSession();
  const kind = conditionKind(field);
  if (kind === 'choice' || kind === 'any') {
    const set = typeof field.json.options === 'string' ? parsed.options(field.json.options) : field.options;
    return (
      <ChosenOf
        title={title}
        items={(set?.items ?? []).map((item) => ({ value: item.key, label: localise(item.title, locale) }))}
        condition={condition && 'any' in condition ? { in: condition.any } : condition}
        onChange={(next) => onChange(kind === 'any' && next && 'in' in next ? { any: next.in } : next)}
      />
    );
  }
  if (kind === 'unit') {
    const items = units.map((unit) => ({ value: unit.id, label: localise(unit.title, locale) }));
    const named = (next: Condition | undefined) =>
      next && 'in' in next
        ? { ...next, names: next.in.map((id) => items.find(({ value }) => value === id)?.label ?? id) }
        : next;
    return <ChosenOf title={title} items={items} condition={condition} onChange={(next) => onChange(named(next))} />;
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
  if (kind === 'reference')
    return (
      <ReferenceCondition
        title={title}
        field={field}
        form={parsed.form.key}
        condition={condition}
        onChange={onChange}
      />
    );
  if (kind === 'text') {
    const value = condition && 'equals' in condition ? condition.equals : '';
    return (
      <div className="dg-labelled">
        <label htmlFor={id} className="dg-label">
          {title}
        </label>
        <Input
          id={id}
          value={value}
          allowClear
          placeholder={t('equals')}
          onChange={({ target }) => onChange(target.value ? { equals: target.value } : undefined)}
        />
      </div>
    );
  }
  return <Between title={title} field={field} condition={condition} onChange={onChange} />;
}
