import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import type { IssuedPassword, PersonView } from '../../engine/index.ts';
import { issuePassword, resetSecondFactor } from '../api/admin.ts';
import { IntentKey } from '../api/keys.ts';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { useSession } from '../ui/session.tsx';
import { useTexts } from '../ui/useTexts.ts';

type Props = { person: PersonView; onIssued(issued: IssuedPassword): void; onClose(): void };

/** How a person signs in, for the day when they have lost the means; a person's own are changed on the profile page. */
export function PersonSignIn({ person, onIssued, onClose }: Props) {
  const t = useTexts('admin');
  const { actor } = useSession();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [intent] = useState(() => new IntentKey());
  const refresh = () => queries.invalidateQueries({ queryKey: ['people'] });
  const password = useMutation({
    mutationFn: () => issuePassword(person.id, intent.for({ password: person.id, revision: person.revision })),
    onSuccess: async (issued) => {
      intent.done();
      await refresh();
      onIssued(issued);
      onClose();
    },
  });
  const factor = useMutation({
    mutationFn: () => resetSecondFactor(person.id),
    onSuccess: async () => {
      await refresh();
      void message.success(t('shell:saved'));
      onClose();
    },
  });
  if (person.id === actor.id) return <p className="dg-faint">{t('ownSignIn', { page: t('shell:profile') })}</p>;
  return (
    <>
      <ProblemAlert error={password.error ?? factor.error} />
      <Popconfirm
        title={t('resetAsk')}
        description={t('resetMeaning')}
        okText={t('resetPassword')}
        cancelText={t('shell:cancel')}
        onConfirm={() => password.mutate()}
      >
        <Button loading={password.isPending}>{t('resetPassword')}</Button>
      </Popconfirm>
      <p className="dg-faint">{t(person.secondFactor ? 'secondFactorOn' : 'secondFactorOff')}</p>
      {person.secondFactor && (
        <Popconfirm
          title={t('secondFactorAsk')}
          description={<div className="dg-ask">{t('secondFactorMeaning')}</div>}
          okText={t('secondFactorReset')}
          cancelText={t('shell:cancel')}
          onConfirm={() => factor.mutate()}
        >
          <Button loading={factor.isPending}>{t('secondFactorReset')}</Button>
        </Popconfirm>
      )}
    </>
  );
}
