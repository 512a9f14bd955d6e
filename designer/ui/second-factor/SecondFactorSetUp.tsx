import { Button, QRCode } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { SecondFactorSetUp as Given } from '../../../engine/index.ts';
import { beginSecondFactor, confirmSecondFactor } from '../../api/session.ts';
import { LabelledInput } from '../LabelledInput.tsx';
import { ProblemAlert } from '../ProblemAlert.tsx';
import { useTexts } from '../useTexts.ts';
import { OtpInput } from './OtpInput.tsx';
import { ProofForm } from './ProofForm.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import './second-factor-texts.ts';

type Props = {
  name: string;
  tenant: string;
  /** There is one already, which this replaces. */
  anew: boolean;
  onDone: () => void;
  onCancel?: () => void;
};

/** Three steps: who you are, the app that is to know the secret, the recovery codes. */
export function SecondFactorSetUp({ name, tenant, anew, onDone, onCancel }: Props) {
  const t = useTexts('secondFactor');
  const [given, setGiven] = useState<Given>();
  const [codes, setCodes] = useState<string[]>();
  if (codes) return <RecoveryCodes codes={codes} name={name} tenant={tenant} onKept={onDone} />;
  if (given) return <Confirm given={given} onConfirmed={setCodes} {...(onCancel && { onCancel })} />;
  return (
    <div className="dg-stack">
      <p>{t('proveText')}</p>
      <ProofForm
        withOtp={anew}
        submit={t('continue')}
        onProof={async (proof) => setGiven(await beginSecondFactor(proof))}
        {...(onCancel && { onCancel })}
      />
    </div>
  );
}

type ConfirmProps = { given: Given; onConfirmed: (codes: string[]) => void; onCancel?: () => void };

function Confirm({ given, onConfirmed, onCancel }: ConfirmProps) {
  const t = useTexts('secondFactor');
  const id = useId();
  const [otp, setOtp] = useState('');
  const [wrong, setWrong] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    const digits = otp.replace(/\s/g, '');
    const incomplete = !/^\d{6}$/.test(digits);
    setWrong(incomplete);
    if (incomplete) return;
    setBusy(true);
    setFailure(undefined);
    try {
      onConfirmed((await confirmSecondFactor(digits)).codes);
    } catch (thrown) {
      setFailure(thrown);
      setOtp('');
      setBusy(false);
    }
  };
  return (
    <form onSubmit={confirm} noValidate className="dg-stack" method="post">
      <p>{t('scanText')}</p>
      <div className="dg-qr">
        <QRCode type="svg" aria-label={t('scanLabel')} value={given.address} size={184} bordered={false} />
      </div>
      <p className="dg-soft">
        {t('byHand')} <code className="dg-otp-secret">{given.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <ProblemAlert error={failure} />
      <LabelledInput id={`${id}-otp`} label={t('confirmLabel')} {...(wrong && { issue: t('fillOtp') })}>
        <OtpInput value={otp} onChange={setOtp} digits focused />
      </LabelledInput>
      <div className="dg-row">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('confirm')}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('shell:cancel')}</Button>}
      </div>
    </form>
  );
}
