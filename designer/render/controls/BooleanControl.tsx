import { Switch } from 'antd';
import { useTexts } from '../../ui/useTexts.ts';
import type { ControlProps } from './control-props.ts';

/** Yes or no. */
export function BooleanControl(props: ControlProps) {
  const t = useTexts('controls');
  return (
    <span className="dg-switch">
      <Switch
        id={props.id}
        aria-describedby={props.describedBy}
        aria-label={props.label}
        checked={props.value === true}
        onChange={(checked) => {
          props.onChange(checked);
          props.onBlur();
        }}
      />
      <span aria-hidden="true" className="dg-soft">
        {props.value === true ? t('yes') : t('no')}
      </span>
    </span>
  );
}
