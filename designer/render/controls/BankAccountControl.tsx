import { Input } from 'antd';
import { type ControlProps, ties } from './control-props.ts';
import { useTyped } from './useTyped.ts';

/** An account number, read in groups of four and kept without them. */
export function BankAccountControl(props: ControlProps) {
  const { value, onChange, onBlur, invalid, placeholder } = props;
  const typed = useTyped(grouped(typeof value === 'string' ? value : ''), onBlur);
  return (
    <Input
      {...ties(props)}
      value={typed.text}
      status={invalid ? 'error' : ''}
      placeholder={placeholder}
      inputMode="numeric"
      autoComplete="off"
      className="dg-account"
      onChange={(event) => {
        typed.type(event.target.value);
        onChange(event.target.value.replace(/\s+/g, '') || undefined);
      }}
      onBlur={typed.leave}
    />
  );
}

/** `6222021001112223331` → `6222 0210 0111 2223 331`. What is no number (a masked one) is grouped alike. */
export function grouped(account: string): string {
  return account.replace(/\s+/g, '').replace(/(.{4})(?=.)/g, '$1 ');
}
