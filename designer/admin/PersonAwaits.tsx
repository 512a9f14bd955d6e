import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import type { PersonView } from '../../engine/index.ts';
import { confirmPerson } from '../api/admin.ts';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { useSession } from '../ui/session.tsx';
import { useJoin } from '../ui/useJoin.ts';
import { useTexts } from '../ui/useTexts.ts';

/** What one administrator gave an account and a second one has to confirm before it can sign in. */
export function PersonAwaits({ person, onClose }: { person: PersonView; onClose(): void }) {
  const t = useTexts('admin');
  const join = useJoin();
  const { actor } = useSession();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => confirmPerson(person.id, person.revision),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['people'] });
      void message.success(t('shell:saved'));
      onClose();
    },
  });
  const { awaits } = person;
  if (!awaits) return null;
  const mayConfirm = !awaits.by.includes(actor.id) && person.id !== actor.id;
  return (
    <>
      <ProblemAlert error={confirm.error} />
      <Alert
        type="warning"
        showIcon
        title={t('awaitsSecond', { gifts: join(awaits.gifts.map((gift) => t(`gift-${gift}`))) })}
        description={mayConfirm ? undefined : t('awaitsOther')}
        action={
          mayConfirm && (
            <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate()}>
              {t('confirmAccount')}
            </Button>
          )
        }
      />
    </>
  );
}
