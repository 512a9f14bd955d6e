import { Input, type InputRef } from 'antd';
import { type ComponentProps, useEffect, useRef } from 'react';

type Props = Omit<ComponentProps<typeof Input>, 'onChange' | 'value'> & {
  value: string;
  onChange: (otp: string) => void;
  /** Digits only, for what an app shows; else recovery codes are welcome too. */
  digits?: boolean;
  focused?: boolean;
};

/** One input for a one-time password: telephones offer the code and the right keyboard. */
export function OtpInput({ value, onChange, digits = false, focused = false, ...rest }: Props) {
  const input = useRef<InputRef>(null);
  useEffect(() => {
    if (focused) input.current?.focus();
  }, [focused]);
  return (
    <Input
      {...rest}
      ref={input}
      name="otp"
      className="dg-otp"
      value={value}
      inputMode={digits ? 'numeric' : 'text'}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
