import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { Proof } from '../../../engine/index.ts';
import { LabelledInput } from '../LabelledInput.tsx';
import { ProblemAlert } from '../ProblemAlert.tsx';
import { useTexts } from '../useTexts.ts';
import { OtpInput } from './OtpInput.tsx';

type Props = {
  /** Whether there is a second factor already, which is then asked for too. */
  withOtp: boolean;
  submit: string;
  danger?: boolean;
  onProof: (proof: Proof) => Promise<void>;
  onCancel?: () => void;
};

/** Asks a signed-in person for proof before a change of how they sign in. */
export function ProofForm({ withOtp, submit, danger = false, onProof, onCancel }: Props) {
  const t = useTexts('secondFactor');
  const id = useId();
  const [password, setPassword] = useState('');
  const [otp, setOtp] = useState('');
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const missing = { password: tried && !password, otp: tried && withOtp && !otp.trim() };

  const prove = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!password || (withOtp && !otp.trim())) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await onProof({ password, ...(withOtp && { otp: otp.trim() }) });
    } catch (thrown) {
      setFailure(thrown);
      setOtp('');
      setTried(false);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={prove} noValidate className="dg-stack" method="post">
      <ProblemAlert error={failure} />
      <LabelledInput
        id={`${id}-password`}
        label={t('password')}
        {...(missing.password && { issue: t('fillPassword') })}
      >
        <Input
          name="password"
          type="password"
          value={password}
          autoComplete="current-password"
          onChange={(event) => setPassword(event.target.value)}
        />
      </LabelledInput>
      {withOtp && (
        <LabelledInput
          id={`${id}-otp`}
          label={t('otp')}
          help={t('otpNow')}
          {...(missing.otp && { issue: t('signIn:fillOtp') })}
        >
          <OtpInput value={otp} onChange={setOtp} />
        </LabelledInput>
      )}
      <div className="dg-row">
        <Button type="primary" danger={danger} htmlType="submit" loading={busy}>
          {submit}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('shell:cancel')}</Button>}
      </div>
    </form>
  );
}
