import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Radio } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import type { SettingsView, TenantSettings } from '../../engine/index.ts';
import { saveSettings, settingsQuery } from '../api/admin.ts';
import { problemOf } from '../api/problem.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { usePermission } from '../ui/session.tsx';
import { useTexts } from '../ui/useTexts.ts';
import { PeopleSettingState } from './PeopleSettingState.tsx';

const kinds = ['publish', 'people'] as const satisfies readonly (keyof TenantSettings)[];
const ways = ['alone', 'four-eyes'] as const satisfies readonly TenantSettings['publish'][];

/** What is set for the tenant: each setting with what it does. */
export function SettingsPage() {
  const t = useTexts('admin');
  const { data, error, isPending, refetch } = useQuery(settingsQuery);
  return (
    <>
      <PageHeader title={t('settings')} lead={t('settingsLead')} />
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {isPending && <Loading />}
      {/* What another person has saved meanwhile must not change what is being chosen here. */}
      {data && <SettingsForm key={data.revision} stored={data} />}
    </>
  );
}

function SettingsForm({ stored }: { stored: SettingsView }) {
  const t = useTexts('admin');
  const queries = useQueryClient();
  const { message } = App.useApp();
  const mayChange = usePermission('operations');
  const [wanted, setWanted] = useState<TenantSettings>({ publish: stored.publish, people: stored.people });
  const save = useMutation({
    mutationFn: () => saveSettings(wanted, stored.revision),
    onSuccess: (saved) => {
      queries.setQueryData(settingsQuery.queryKey, saved);
      void message.success(t(saved.people === wanted.people ? 'shell:saved' : 'askedAlone'));
    },
  });
  const problem = save.error ? problemOf(save.error) : undefined;
  const conflict = problem?.status === 409 || problem?.status === 412;
  const told = problem?.issues.some(({ path }) => kinds.some((kind) => path === `/${kind}`)) === true;
  return (
    <form
      className="dg-card dg-card-body dg-settings"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {conflict && (
        <Alert
          role="alert"
          type="warning"
          showIcon
          title={t('settingsConflict')}
          action={
            <Button onClick={() => void queries.invalidateQueries({ queryKey: settingsQuery.queryKey })}>
              {t('showStored')}
            </Button>
          }
        />
      )}
      {!conflict && !told && <ProblemAlert error={save.error} />}
      {kinds.map((kind) => (
        <Choice
          key={kind}
          kind={kind}
          value={wanted[kind]}
          disabled={!mayChange}
          state={kind === 'people' && <PeopleSettingState stored={stored} />}
          issue={problem?.issues.find(({ path }) => path === `/${kind}`)?.message}
          onChange={(value) => {
            setWanted({ ...wanted, [kind]: value });
            save.reset();
          }}
        />
      ))}
      {mayChange ? (
        <div>
          <Button
            type="primary"
            htmlType="submit"
            loading={save.isPending}
            disabled={kinds.every((kind) => wanted[kind] === stored[kind]) || conflict}
          >
            {t('shell:save')}
          </Button>
        </div>
      ) : (
        <p className="dg-faint">{t('settingsByOthers')}</p>
      )}
    </form>
  );
}

type ChoiceProps = {
  kind: (typeof kinds)[number];
  value: (typeof ways)[number];
  disabled: boolean;
  /** What holds now. */
  state: ReactNode;
  issue: string | undefined;
  onChange(value: (typeof ways)[number]): void;
};

/** One setting: each way with what it means, and beside it why the server refuses it. */
function Choice({ kind, value, disabled, state, issue, onChange }: ChoiceProps) {
  const t = useTexts('admin');
  const id = useId();
  return (
    <fieldset className="dg-plain-fieldset" aria-describedby={issue ? `${id}-issue` : undefined}>
      <legend>
        <h2>{t(`${kind}Setting`)}</h2>
      </legend>
      <p className="dg-soft">{t(`${kind}SettingLead`)}</p>
      {state}
      <Radio.Group
        className="dg-setting-choices"
        name={kind}
        value={value}
        disabled={disabled}
        onChange={({ target }) => onChange(target.value as ChoiceProps['value'])}
      >
        {ways.map((way) => (
          <Radio key={way} value={way} aria-describedby={`${id}-${way}`}>
            <strong>{t(`${kind}-${way}`)}</strong>
            <span id={`${id}-${way}`} className="dg-soft dg-setting-meaning">
              {t(`${kind}-${way}-meaning`)}
            </span>
          </Radio>
        ))}
      </Radio.Group>
      {issue && (
        <p id={`${id}-issue`} className="dg-issue" role="alert">
          {issue}
        </p>
      )}
    </fieldset>
  );
}
