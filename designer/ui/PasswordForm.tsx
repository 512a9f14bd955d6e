import { Button, Input } from 'antd';
import { type FormEvent, useId, useRef, useState } from 'react';
import type { Session } from '../../engine/index.ts';
import { changePassword } from '../api/session.ts';
import { LabelledInput } from './LabelledInput.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';
import { useTexts } from './useTexts.ts';

const SHORTEST = 12;
type Fields = { current: string; next: string; repeat: string };

/** Changes the person's own password; what else makes a good one, the server says. */
export function PasswordForm({ onChanged }: { onChanged: (session: Session) => void }) {
  const t = useTexts('signIn');
  const id = useId();
  const [input, setInput] = useState<Fields>({ current: '', next: '', repeat: '' });
  const [wrong, setWrong] = useState<Partial<Fields>>({});
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found: Partial<Fields> = {
      ...(!input.current && { current: t('fillCurrent') }),
      ...([...input.next].length < SHORTEST && { next: t('fillNext') }),
      ...(input.next !== input.repeat && { repeat: t('notSame') }),
    };
    setWrong(found);
    const first = (['current', 'next', 'repeat'] as const).find((key) => found[key]);
    if (first) {
      form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
      return;
    }
    setBusy(true);
    setFailure(undefined);
    try {
      onChanged(await changePassword({ current: input.current, next: input.next }));
      setInput({ current: '', next: '', repeat: '' });
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setBusy(false);
    }
  };

  const row = (name: keyof Fields, help?: string) => (
    <LabelledInput id={`${id}-${name}`} label={t(name)} issue={wrong[name]} help={help}>
      <Input
        name={name}
        type="password"
        value={input[name]}
        autoComplete={name === 'current' ? 'current-password' : 'new-password'}
        onChange={(event) => setInput((now) => ({ ...now, [name]: event.target.value }))}
      />
    </LabelledInput>
  );
  return (
    <form ref={form} onSubmit={submit} noValidate className="dg-stack" method="post">
      <ProblemAlert error={failure} />
      {row('current')}
      {row('next', t('nextHelp'))}
      {row('repeat')}
      <div>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('changeSubmit')}
        </Button>
      </div>
    </form>
  );
}
