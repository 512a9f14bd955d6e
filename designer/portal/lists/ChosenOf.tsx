import { Select } from 'antd';
import { useTexts } from '../../ui/useTexts.ts';
import type { Condition } from './list-state.ts';

type ChosenProps = {
  title: string;
  items: { value: string; label: string }[];
  condition: Condition | undefined;
  onChange: (condition: Condition | undefined) => void;
};

/** Any of some. */
export function ChosenOf({ title, items, condition, onChange }: ChosenProps) {
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
