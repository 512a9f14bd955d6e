import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Radio } from 'antd';
import { useId, useState } from 'react';
import type { SettingsView, TenantSettings } from '../../engine/index.ts';
import { saveSettings, settingsQuery } from '../api/admin.ts';
import { problemOf } from '../api/problem.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { usePermission } from '../ui/session.tsx';
import { useTexts } from '../ui/useTexts.ts';

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
  const id = useId();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const mayChange = usePermission('operations');
  const [publish, setPublish] = useState(stored.publish);
  const save = useMutation({
    mutationFn: () => saveSettings({ publish }, stored.revision),
    onSuccess: (saved) => {
      queries.setQueryData(settingsQuery.queryKey, saved);
      void message.success(t('shell:saved'));
    },
  });
  const problem = save.error ? problemOf(save.error) : undefined;
  const conflict = problem?.status === 409 || problem?.status === 412;
  const issue = problem?.issues.find(({ path }) => path === '/publish')?.message;
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
      {!conflict && !issue && <ProblemAlert error={save.error} />}
      <fieldset className="dg-plain-fieldset" aria-describedby={issue ? `${id}-issue` : undefined}>
        <legend>
          <h2>{t('publishSetting')}</h2>
        </legend>
        <p className="dg-soft">{t('publishSettingLead')}</p>
        <Radio.Group
          className="dg-setting-choices"
          value={publish}
          disabled={!mayChange}
          onChange={({ target }) => {
            setPublish(target.value as TenantSettings['publish']);
            save.reset();
          }}
        >
          {ways.map((way) => (
            <Radio key={way} value={way} aria-describedby={`${id}-${way}`}>
              <strong>{t(`publish-${way}`)}</strong>
              <span id={`${id}-${way}`} className="dg-soft dg-setting-meaning">
                {t(`publish-${way}-meaning`)}
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
      {mayChange ? (
        <div>
          <Button
            type="primary"
            htmlType="submit"
            loading={save.isPending}
            disabled={publish === stored.publish || conflict}
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
