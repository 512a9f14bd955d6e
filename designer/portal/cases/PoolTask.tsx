import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import type { TaskView } from '../../../engine/index.ts';
import { holdTask } from '../../api/cases.ts';
import { IntentKey } from '../../api/keys.ts';
import { problemText } from '../../ui/problem-text.ts';
import { useTexts } from '../../ui/useTexts.ts';

/** Takes a task of a pool, so that nobody else works on it meanwhile, or gives it back. */
export function PoolTask({ task }: { task: TaskView }) {
  const t = useTexts('task');
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const intent = useRef(new IntentKey());
  const verb = task.pool;
  if (!verb) return null;
  const hold = async () => {
    setBusy(true);
    try {
      await holdTask(task.id, verb, intent.current.for([verb, task.revision]));
      intent.current.done();
      void message.success(t(verb === 'claim' ? 'claimed' : 'released'));
    } catch (thrown) {
      void message.error(problemText(t, thrown));
    } finally {
      setBusy(false);
      for (const key of [['task', task.id], ['case', task.case], ['tasks'], ['home']])
        void queries.invalidateQueries({ queryKey: key });
    }
  };
  return (
    <Button loading={busy} onClick={() => void hold()}>
      {t(verb)}
    </Button>
  );
}
