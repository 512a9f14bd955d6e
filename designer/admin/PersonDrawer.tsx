import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Input, Modal, Select, Switch } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import {
  type IssuedPassword,
  localise,
  type PersonInput,
  type PersonView,
  type RoleItem,
  type Unit,
} from '../../engine/index.ts';
import { createPerson, personTasksQuery, updatePerson } from '../api/admin.ts';
import { IntentKey } from '../api/keys.ts';
import { problemOf } from '../api/problem.ts';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { useLocalise } from '../ui/useLocale.ts';
import { usePhone } from '../ui/useMedia.ts';
import { useTexts } from '../ui/useTexts.ts';
import { PersonAccount } from './PersonAccount.tsx';
import { PersonAwaits } from './PersonAwaits.tsx';
import { PersonSignIn } from './PersonSignIn.tsx';
import { PersonTasks } from './PersonTasks.tsx';

type Props = {
  /** Undefined adds one. */
  person: PersonView | undefined;
  roles: readonly RoleItem[];
  units: readonly Unit[];
  onClose(): void;
  onIssued(issued: IssuedPassword): void;
};

/** One person: name, unit, roles; a new password; on or off. What is typed stays when the server refuses it. */
export function PersonDrawer({ person, roles, units, onClose, onIssued }: Props) {
  const t = useTexts('admin');
  const say = useLocalise();
  const phone = usePhone();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [intent] = useState(() => new IntentKey());
  const [en, setEn] = useState(person ? localise(person.title, 'en') : '');
  const [zh, setZh] = useState(person ? localise(person.title, 'zh-CN') : '');
  const [name, setName] = useState(person?.name ?? '');
  const [email, setEmail] = useState(person?.email ?? '');
  const [unit, setUnit] = useState(person?.unit);
  const [held, setHeld] = useState(person?.roles ?? []);
  const [active, setActive] = useState(person?.active ?? true);
  // Escape or a click beside the drawer must not throw away what was typed: then only the buttons close it.
  const shown = JSON.stringify([en, zh, name, email, unit, held, active]);
  const [begun, setBegun] = useState(shown);
  const untouched = shown === begun;
  const [saved, setSaved] = useState(person);
  const [leaving, setLeaving] = useState(false);
  const leaves = saved?.active === true && !active;
  const tasks = useQuery({ ...personTasksQuery(person?.id ?? ''), enabled: person !== undefined });

  const input: PersonInput = {
    name: name.trim(),
    title: { en: en.trim() || zh.trim(), 'zh-CN': zh.trim() || en.trim() },
    unit: unit ?? '',
    roles: held,
    ...(email.trim() && { email: email.trim() }),
  };
  const save = useMutation({
    mutationFn: async () => {
      if (!saved) return { issued: await createPerson(input, intent.for(input)) };
      return { changed: await updatePerson(saved.id, { ...input, active }, saved.revision) };
    },
    onSuccess: async ({ issued, changed }) => {
      intent.done();
      await Promise.all(
        [['people'], ['incidents'], ['home']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
      if (issued) onIssued(issued);
      else void message.success(t('shell:saved'));
      const left = leaves && changed ? await queries.fetchQuery(personTasksQuery(changed.id)).catch(() => []) : [];
      if (!changed || left.length === 0) return onClose();
      // The open tasks of a person who has left are shown at once, with the way to hand them over.
      setSaved(changed);
      setBegun(shown);
    },
    onSettled: () => setLeaving(false),
  });
  const open = leaves ? (tasks.data?.length ?? 0) : 0;
  const begin = () => (open > 0 || (leaves && tasks.error) ? setLeaving(true) : save.mutate());
  const issueAt = (path: string) =>
    save.error
      ? problemOf(save.error).issues.find((found) => found.path === path || found.path.startsWith(`${path}/`))?.message
      : undefined;

  return (
    <Drawer
      open
      keyboard={untouched}
      mask={{ closable: untouched }}
      size={phone ? '100%' : 460}
      title={person ? say(person.title) : t('addPerson')}
      onClose={onClose}
      footer={
        <div className="dg-row">
          <Button
            type="primary"
            loading={save.isPending}
            disabled={!name.trim() || !(en.trim() || zh.trim()) || !unit}
            onClick={begin}
          >
            {person ? t('shell:save') : t('addPerson')}
          </Button>
          <Button onClick={onClose}>{t('shell:cancel')}</Button>
        </div>
      }
    >
      <ProblemAlert error={save.error} />
      {saved && <PersonAwaits person={saved} onClose={onClose} />}
      {person?.active && saved?.active === false && (
        <Alert type="warning" showIcon title={t('leftTasks', { name: say(saved.title) })} />
      )}
      <Field label={t('titleZh')} issue={issueAt('/title')}>
        {(id) => <Input id={id} value={zh} onChange={(event) => setZh(event.target.value)} />}
      </Field>
      <Field label={t('titleEn')}>
        {(id) => <Input id={id} value={en} onChange={(event) => setEn(event.target.value)} />}
      </Field>
      <Field label={t('signInName')} issue={issueAt('/name')}>
        {(id) => <Input id={id} value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label={t('unit')} issue={issueAt('/unit')}>
        {(id) => (
          <Select
            id={id}
            className="dg-full"
            showSearch={{ optionFilterProp: 'label' }}
            value={unit ?? null}
            options={units.map((one) => ({ value: one.id, label: say(one.title) }))}
            onChange={(next: string | null) => setUnit(next ?? undefined)}
          />
        )}
      </Field>
      <Field label={t('roles')} issue={issueAt('/roles')}>
        {(id) => (
          <Select
            id={id}
            className="dg-full"
            mode="multiple"
            optionFilterProp="label"
            value={held}
            options={roles.map((role) => ({ value: role.key, label: say(role.title) }))}
            onChange={(next: string[]) => setHeld(next)}
          />
        )}
      </Field>
      <Field label={t('email')} issue={issueAt('/email')}>
        {(id) => <Input id={id} type="email" value={email} onChange={(event) => setEmail(event.target.value)} />}
      </Field>
      {saved && (
        <>
          <Field label={t('active')}>{(id) => <Switch id={id} checked={active} onChange={setActive} />}</Field>
          <p className="dg-faint">{t('inactiveMeaning')}</p>
          {open > 0 && <Alert type="warning" showIcon title={t('leaveTasks', { count: open })} />}
          <PersonTasks person={saved} />
          <PersonSignIn person={saved} onIssued={onIssued} onClose={onClose} />
          <PersonAccount person={saved} />
        </>
      )}
      {saved && leaving && (
        <Modal
          open
          title={t('leaveTitle', { name: say(saved.title) })}
          okText={t('leaveAnyway')}
          okButtonProps={{ danger: true, loading: save.isPending }}
          cancelText={t('leaveHandOver')}
          onOk={() => save.mutate()}
          onCancel={() => setLeaving(false)}
        >
          <p>{tasks.error ? t('leaveUnknown') : t('leaveTasks', { count: open })}</p>
        </Modal>
      )}
    </Drawer>
  );
}

function Field({
  label,
  issue,
  children,
}: {
  label: string;
  issue?: string | undefined;
  children(id: string): ReactNode;
}) {
  const id = useId();
  return (
    <div className="dg-admin-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {issue && (
        <p className="dg-admin-issue" role="alert">
          {issue}
        </p>
      )}
    </div>
  );
}
