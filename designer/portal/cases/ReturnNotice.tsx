import { Alert } from 'antd';
import type { TaskView } from '../../../engine/index.ts';
import { Ago } from '../../ui/Ago.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';

/** Why the case is back: who returned it, from which step, and what they wrote. */
export function ReturnNotice({ returned }: { returned: NonNullable<TaskView['returned']> }) {
  const t = useTexts('task');
  const say = useLocalise();
  return (
    <Alert
      type="warning"
      showIcon
      title={
        <>
          {t('returnedBy', { person: say(returned.by.title), step: say(returned.step) })} <Ago at={returned.at} />
        </>
      }
      description={returned.opinion && <span className="dg-prose">{returned.opinion}</span>}
    />
  );
}
