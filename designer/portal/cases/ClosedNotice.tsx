import { Alert } from 'antd';
import type { TaskView } from '../../../engine/index.ts';
import { exactTime } from '../../ui/Ago.tsx';
import { useSession } from '../../ui/session.tsx';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useDidText } from './useDidText.ts';

/** Why there is nothing to decide any more: who was faster, or that it is done. */
export function ClosedNotice({ closed }: { closed: NonNullable<TaskView['closed']> }) {
  const t = useTexts('task');
  const say = useLocalise();
  const did = useDidText();
  const time = exactTime(closed.at, useLocale());
  const { actor } = useSession();
  return <Alert type="info" showIcon role="status" title={line()} />;

  function line(): string {
    if (!closed.by || !closed.decision) return t('closed', { time });
    const words = { person: say(closed.by.title), did: did(closed.decision), time };
    return closed.by.id === actor.id ? t('closedBySelf', words) : t('closedBy', words);
  }
}
