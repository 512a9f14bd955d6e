import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { localise } from '../../../engine/index.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import type { ParsedScreen } from '../forms/form-screen.ts';
import { ChosenOf } from './ChosenOf.tsx';
import { conditionKind, conditionPath } from './condition-kind.ts';
import { FieldCondition } from './FieldCondition.tsx';
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
            condition={draft[conditionPath(field)]}
            onChange={(condition) => set(conditionPath(field), condition)}
          />
        ))}
      </div>
    </Drawer>
  );
}
