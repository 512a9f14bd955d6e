import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { PersonView } from '../../engine/index.ts';
import { exportAccount } from '../api/admin.ts';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { saveJson } from '../ui/save-file.ts';
import { useTexts } from '../ui/useTexts.ts';

/** Hands out what is kept about a person as a user, for the day on which they ask for it. */
export function PersonAccount({ person }: { person: PersonView }) {
  const t = useTexts('admin');
  const give = useMutation({
    mutationFn: () => exportAccount(person.id),
    onSuccess: (found) => saveJson(`account-${person.name}-${found.at.slice(0, 10)}.json`, found),
  });
  return (
    <section className="dg-person-tasks">
      <ProblemAlert error={give.error} />
      <div>
        <Button loading={give.isPending} onClick={() => give.mutate()}>
          {t('exportAccount')}
        </Button>
      </div>
      <p className="dg-faint">{t('exportAccountMeaning')}</p>
    </section>
  );
}
