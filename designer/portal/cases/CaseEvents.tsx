import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useRef } from 'react';
import type { CaseView } from '../../../engine/index.ts';
import { sendCaseEvent } from '../../api/cases.ts';
import { IntentKey } from '../../api/keys.ts';
import { problemText } from '../../ui/problem-text.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';

/** What may have happened outside for which the case waits, each as a button that asks once more. */
export function CaseEvents({ view }: { view: CaseView }) {
  const t = useTexts('cases');
  const say = useLocalise();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const intent = useRef(new IntentKey());
  const send = async (event: string) => {
    try {
      await sendCaseEvent(view.id, { event }, intent.current.for([event, view.revision]));
      intent.current.done();
      void message.success(t('eventSent'));
    } catch (thrown) {
      void message.error(problemText(t, thrown));
    } finally {
      for (const key of [['case', view.id], ['home'], ['tasks']]) void queries.invalidateQueries({ queryKey: key });
    }
  };
  return view.events.map(({ event, title }) => (
    <Button
      key={event}
      onClick={() =>
        void modal.confirm({
          title: t('eventTitle', { event: say(title) }),
          content: t('eventText'),
          okText: say(title),
          cancelText: t('shell:cancel'),
          onOk: () => send(event),
        })
      }
    >
      {say(title)}
    </Button>
  ));
}
