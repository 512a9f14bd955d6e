import { Button, Input } from 'antd';
import { type FormEvent, useId, useRef, useState } from 'react';
import type { Session, SignIn } from '../../engine/index.ts';
import { problemOf } from '../api/problem.ts';
import { signIn } from '../api/session.ts';
import { remember, remembered } from './kept.ts';
import { LabelledInput } from './LabelledInput.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';
import { OtpInput } from './second-factor/OtpInput.tsx';
import { useTexts } from './useTexts.ts';

type Props = {
  onSignedIn: (session: Session) => void;
  /** Filled in beforehand; `fixed`: the name cannot be changed (an ended session goes on as the same person). */
  initial?: Partial<SignIn>;
  fixed?: boolean;
};

export function SignInForm({ onSignedIn, initial, fixed = false }: Props) {
  const t = useTexts('signIn');
  const id = useId();
  const [input, setInput] = useState<SignIn>({
    tenant: initial?.tenant ?? remembered('tenant') ?? '',
    name: initial?.name ?? '',
    password: initial?.password ?? '',
  });
  const [missing, setMissing] = useState<Partial<SignIn>>({});
  // The second step, once the server has asked for it: the password was right and is sent again with the code.
  const [asked, setAsked] = useState(false);
  const [otp, setOtp] = useState('');
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const empty: Partial<SignIn> = {
      ...(!input.tenant.trim() && { tenant: t('fillTenant') }),
      ...(!input.name.trim() && { name: t('fillName') }),
      ...(!input.password && { password: t('fillPassword') }),
      ...(asked && !otp.trim() && { otp: t('fillOtp') }),
    };
    setMissing(empty);
    const first = (['tenant', 'name', 'password', 'otp'] as const).find((key) => empty[key]);
    if (first) {
      form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
      return;
    }
    setBusy(true);
    setFailure(undefined);
    try {
      const tenant = input.tenant.trim();
      const session = await signIn({
        tenant,
        name: input.name.trim(),
        password: input.password,
        ...(asked && { otp: otp.trim() }),
      });
      remember('tenant', tenant);
      onSignedIn(session);
    } catch (thrown) {
      setOtp('');
      setBusy(false);
      if (problemOf(thrown).code === 'second-factor-needed') setAsked(true);
      else setFailure(thrown);
    }
  };

  if (asked) {
    return (
      <form ref={form} onSubmit={submit} noValidate className="dg-stack" method="post">
        <p>{t('otpText', { name: input.name.trim(), tenant: input.tenant.trim() })}</p>
        <ProblemAlert error={failure} />
        <LabelledInput id={`${id}-otp`} label={t('otp')} help={t('otpHelp')} issue={missing.otp}>
          <OtpInput value={otp} onChange={setOtp} focused />
        </LabelledInput>
        <Button type="primary" size="large" htmlType="submit" loading={busy} block>
          {t('submit')}
        </Button>
        <Button
          type="text"
          onClick={() => {
            setAsked(false);
            setFailure(undefined);
          }}
        >
          {t('back')}
        </Button>
      </form>
    );
  }
  const set = (key: 'tenant' | 'name' | 'password') => (value: string) => setInput((now) => ({ ...now, [key]: value }));
  return (
    <form ref={form} onSubmit={submit} noValidate className="dg-stack" method="post">
      <ProblemAlert error={failure} />
      <LabelledInput id={`${id}-tenant`} label={t('tenant')} issue={missing.tenant}>
        <Input
          name="tenant"
          value={input.tenant}
          disabled={fixed}
          autoComplete="organization"
          onChange={(e) => set('tenant')(e.target.value)}
        />
      </LabelledInput>
      <LabelledInput id={`${id}-name`} label={t('name')} issue={missing.name}>
        <Input
          name="name"
          value={input.name}
          disabled={fixed}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(e) => set('name')(e.target.value)}
        />
      </LabelledInput>
      <LabelledInput id={`${id}-password`} label={t('password')} issue={missing.password}>
        <Input
          name="password"
          type="password"
          value={input.password}
          autoComplete="current-password"
          onChange={(e) => set('password')(e.target.value)}
        />
      </LabelledInput>
      <Button type="primary" size="large" htmlType="submit" loading={busy} block>
        {t('submit')}
      </Button>
    </form>
  );
}
