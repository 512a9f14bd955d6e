import { Input } from 'antd';
import { type ControlProps, ties } from './control-props.ts';
import { useTyped } from './useTyped.ts';

const kinds = {
  phone: { type: 'tel', inputMode: 'tel', autoComplete: 'off' },
  email: { type: 'email', inputMode: 'email', autoComplete: 'off' },
  'id-number': { type: 'text', inputMode: 'text', autoComplete: 'off' },
} as const;

/** One line of text: plain, phone, e-mail, identity number. */
export function TextControl(props: ControlProps) {
  const { field, value, onChange, onBlur, invalid, placeholder } = props;
  const typed = useTyped(value === undefined || value === null ? '' : String(value), onBlur);
  const kind = field.type in kinds ? kinds[field.type as keyof typeof kinds] : undefined;
  return (
    <Input
      {...ties(props)}
      {...kind}
      spellCheck={!kind && undefined}
      value={typed.text}
      status={invalid ? 'error' : ''}
      placeholder={placeholder}
      onChange={(event) => {
        typed.type(event.target.value);
        onChange(event.target.value || undefined);
      }}
      onBlur={typed.leave}
    />
  );
}
