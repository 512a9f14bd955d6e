import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import type { TaskView } from '../../../engine/index.ts';
import { useSession } from '../../ui/session.tsx';
import { useDidText } from '../../ui/useDecisionText.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useMoment } from '../../ui/useMoment.ts';
import { useTexts } from '../../ui/useTexts.ts';

/** Why there is nothing to decide any more: who was faster, or that it is done. */
export function ClosedNotice({ closed }: { closed: NonNullable<TaskView['closed']> }) {
  const t = useTexts('task');
  const say = useLocalise();
  const did = useDidText();
  const time = useMoment()(closed.at);
  const { actor } = useSession();
  // It may take the place of a form that is scrolled far down, or of a dialog over it.
  const place = useRef<HTMLDivElement>(null);
  // What an effect gives back is called when the part goes, and browsers may answer a promise here.
  useEffect(() => {
    place.current?.scrollIntoView?.({ block: 'center' });
  }, []);
  return (
    <div ref={place}>
      <Alert type="info" showIcon role="status" title={line()} />
    </div>
  );

  function line(): string {
    if (!closed.by || !closed.decision) return t('closed', { time });
    const words = { person: say(closed.by.title), did: did(closed.decision), time };
    return closed.by.id === actor.id ? t('closedBySelf', words) : t('closedBy', words);
  }
}
