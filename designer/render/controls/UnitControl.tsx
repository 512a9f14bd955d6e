import { Select } from 'antd';
import { useMemo } from 'react';
import { isJsonObject, localise, type Unit } from '../../../engine/index.ts';
import { useScene } from '../form/scene.ts';
import { type ControlProps, ties } from './control-props.ts';

/** A unit of the organisation, named with those above it. */
export function UnitControl(props: ControlProps) {
  const { value, onChange, onBlur, invalid, placeholder, required } = props;
  const { locale, services } = useScene();
  const chosen = isJsonObject(value) ? String(value.id) : undefined;
  const items = useMemo(
    () =>
      services.units.map((unit) => ({
        value: unit.id,
        label: wayTo(unit, services.units)
          .map(({ title }) => localise(title, locale))
          .join(' / '),
      })),
    [services.units, locale],
  );
  return (
    <Select
      {...ties(props)}
      value={chosen}
      options={items}
      status={invalid ? 'error' : ''}
      placeholder={placeholder}
      allowClear={!required}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(id: string | undefined) => {
        const unit = services.units.find((one) => one.id === id);
        onChange(unit && { id: unit.id, title: unit.title });
      }}
      onBlur={onBlur}
      className="dg-wide"
    />
  );
}

/** The unit and those above it, from the top. */
export function wayTo(unit: Unit, units: readonly Unit[]): Unit[] {
  const way = [unit];
  for (let above = unit.parent; above !== undefined && way.length < 12; ) {
    const parent = units.find(({ id }) => id === above);
    if (!parent) break;
    way.unshift(parent);
    above = parent.parent;
  }
  return way;
}
