import { Input } from 'antd';
import { type ControlProps, numberKey, ties } from './control-props.ts';
import { useTyped } from './useTyped.ts';

/** Several lines of text; grows with them. */
export function LongTextControl(props: ControlProps) {
  const { field, value, onChange, onBlur, invalid, placeholder } = props;
  const typed = useTyped(typeof value === 'string' ? value : '', onBlur);
  const most = numberKey(field, 'maxLength');
  return (
    <Input.TextArea
      {...ties(props)}
      value={typed.text}
      status={invalid ? 'error' : ''}
      placeholder={placeholder}
      // The count is of use only where it may run out. Text past it is kept, and refused: nothing is cut off in silence.
      count={{ max: most, show: most !== undefined && typed.text.length > most * 0.8 }}
      rows={3}
      className="dg-grow"
      onChange={(event) => {
        typed.type(event.target.value);
        onChange(event.target.value || undefined);
      }}
      onBlur={typed.leave}
    />
  );
}
