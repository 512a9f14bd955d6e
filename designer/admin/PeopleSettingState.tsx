import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import type { SettingsView } from '../../engine/index.ts';
import { agreeAlone, saveSettings, settingsQuery } from '../api/admin.ts';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { usePermission, useSession } from '../ui/session.tsx';
import { useLocalise } from '../ui/useLocale.ts';
import { useMoment } from '../ui/useMoment.ts';
import { useTexts } from '../ui/useTexts.ts';

/** Whether the second administrator of people is asked for now, and whether an administrator has asked to switch that off. */
export function PeopleSettingState({ stored }: { stored: SettingsView }) {
  const t = useTexts('admin');
  if (stored.people === 'alone') return <Alert role="status" type="warning" showIcon title={t('peopleOff')} />;
  if (!stored.peopleHolds) return <Alert role="status" type="info" showIcon title={t('peopleHoldsNot')} />;
  return (
    <>
      <Alert role="status" type="success" showIcon title={t('peopleHolds')} />
      {stored.asksAlone && <AskedAlone stored={stored} asked={stored.asksAlone} />}
    </>
  );
}

type AskedProps = { stored: SettingsView; asked: NonNullable<SettingsView['asksAlone']> };

function AskedAlone({ stored, asked }: AskedProps) {
  const t = useTexts('admin');
  const say = useLocalise();
  const moment = useMoment();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { actor } = useSession();
  const mayAgree = usePermission('people') && asked.by.id !== actor.id;
  const mayKeep = usePermission('operations');
  const onSuccess = (saved: SettingsView) => {
    queries.setQueryData(settingsQuery.queryKey, saved);
    void message.success(t('shell:saved'));
  };
  const agree = useMutation({ mutationFn: () => agreeAlone(stored.revision), onSuccess });
  const keep = useMutation({ mutationFn: () => saveSettings({ people: 'four-eyes' }, stored.revision), onSuccess });
  return (
    <>
      <ProblemAlert error={agree.error ?? keep.error} />
      <Alert
        role="status"
        type="warning"
        showIcon
        title={t('alreadyAsked', { who: say(asked.by.title), when: moment(asked.at) })}
        description={
          (mayAgree || mayKeep) && (
            <div className="dg-row">
              {mayAgree && (
                <Button danger loading={agree.isPending} onClick={() => agree.mutate()}>
                  {t('agreeAlone')}
                </Button>
              )}
              {mayKeep && (
                <Button loading={keep.isPending} onClick={() => keep.mutate()}>
                  {t('keepTwo')}
                </Button>
              )}
            </div>
          )
        }
      />
    </>
  );
}
