import { Select } from 'antd';
import { useMemo } from 'react';
import { localise } from '../../../engine/index.ts';
import { useScene } from '../form/scene.ts';
import { type ControlProps, ties } from './control-props.ts';

/** One or several of a list. A retired option stays where it was chosen and cannot be chosen anew. */
export function ChoiceControl(props: ControlProps) {
  const { field, value, onChange, onBlur, invalid, placeholder, allowed } = props;
  const { locale, options } = useScene();
  const several = field.type === 'multi-choice';
  const chosen = useMemo(
    () => (Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]),
    [value],
  );
  const named = typeof field.json.options === 'string' ? options(field.json.options) : undefined;
  const set = named ?? field.options;
  const items = useMemo(
    () =>
      (set?.items ?? [])
        .filter(({ key, retired }) => chosen.includes(key) || (!retired && (!allowed || allowed.includes(key))))
        .map(({ key, title }) => ({ value: key, label: localise(title, locale) })),
    [set, chosen, allowed, locale],
  );
  return (
    <Select
      {...ties(props)}
      mode={several ? 'multiple' : undefined}
      value={several ? chosen : chosen[0]}
      options={items}
      status={invalid ? 'error' : ''}
      placeholder={placeholder}
      allowClear={!props.required}
      showSearch={items.length > 8 ? { optionFilterProp: 'label' } : several}
      onChange={(next: string | string[] | undefined) =>
        onChange(next === undefined || next.length === 0 ? undefined : next)
      }
      onBlur={onBlur}
      className="dg-wide"
    />
  );
}
