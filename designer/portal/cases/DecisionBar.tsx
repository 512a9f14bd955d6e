import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import {
  decisionKinds,
  decisionOf,
  isAgreeing,
  type JsonObject,
  type LocalIssue,
  type TaskView,
} from '../../../engine/index.ts';
import { tasksQuery } from '../../api/cases.ts';
import { useDecisionText } from '../../ui/useDecisionText.ts';
import { useTexts } from '../../ui/useTexts.ts';
import type { ParsedScreen } from '../forms/form-screen.ts';
import { DecisionDialog } from './DecisionDialog.tsx';
import { PoolTask } from './PoolTask.tsx';

type Props = {
  task: TaskView;
  parsed: ParsedScreen;
  /** The record as the task showed it. */
  shown: JsonObject;
  valid: boolean;
  /** Files are still being sent. */
  sending: () => boolean;
  /** What the person has changed, as far as the step allows. */
  data: JsonObject;
  status: ReactNode;
  onInvalid: () => void;
  onSending: () => void;
  onRefused: (issues: LocalIssue[]) => void;
  onDecided: () => Promise<void>;
  onReload: () => void;
};

/** What may be decided, under the form and always in reach. */
export function DecisionBar({
  task,
  parsed,
  shown,
  valid,
  sending,
  data,
  status,
  onInvalid,
  onSending,
  onRefused,
  onDecided,
  onReload,
}: Props) {
  const t = useTexts('task');
  const text = useDecisionText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [open, setOpen] = useState<string>();
  const [first, ...others] = inOrder(task.allowed);

  const choose = (decision: string) => {
    // Who agrees sends what was typed with it, and so it must be right.
    // A file that is on its way is not missing.
    if (isAgreeing(decision) && sending()) void message.info(t('form:filesOnTheWay'));
    else if (isAgreeing(decision) && !valid) onInvalid();
    else setOpen(decision);
  };
  const decided = async () => {
    await onDecided();
    setOpen(undefined);
    for (const key of [['tasks'], ['task', task.id], ['case', task.case], ['home'], ['records']])
      void queries.invalidateQueries({ queryKey: key });
    // On to the next one: who has twenty of them does not want to go by the inbox each time.
    const next = await queries
      .fetchQuery({ ...tasksQuery({ box: 'todo', size: 2 }), staleTime: 0 })
      .catch(() => undefined);
    const following = next?.items.find(({ id }) => id !== task.id);
    void message.success(following ? t('decidedNext') : t('decidedLast'));
    await navigate(following ? `/tasks/${following.id}` : '/inbox');
  };

  const beside = others.slice(0, 2);
  const more = others.slice(2);
  return (
    <section className="dg-decision dg-card dg-no-print" aria-label={t('decision')}>
      <span className="dg-decision-status">{status}</span>
      <div className="dg-row">
        <PoolTask task={task} />
        {more.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{ items: more.map((key) => ({ key, label: text(key) })), onClick: ({ key }) => choose(key) }}
          >
            <Button aria-haspopup="menu">{t('shell:more')}</Button>
          </Dropdown>
        )}
        {beside.toReversed().map((decision) => (
          <Button key={decision} danger={decisionOf(decision)?.danger} onClick={() => choose(decision)}>
            {text(decision)}
          </Button>
        ))}
        {first && (
          <Button type="primary" danger={decisionOf(first)?.danger} onClick={() => choose(first)}>
            {text(first)}
          </Button>
        )}
      </div>
      {open && (
        <DecisionDialog
          key={open}
          task={task}
          parsed={parsed}
          shown={shown}
          decision={open}
          data={isAgreeing(open) ? data : {}}
          leavesChanges={!isAgreeing(open) && Object.keys(data).length > 0}
          onClose={() => setOpen(undefined)}
          onCancelled={() => {
            onRefused([]);
            for (const key of [['tasks'], ['task', task.id], ['case', task.case]])
              void queries.invalidateQueries({ queryKey: key });
          }}
          onSending={onSending}
          onRefused={(issues) => {
            onRefused(issues);
            if (issues.some(({ path }) => path.startsWith('/data/'))) setOpen(undefined);
          }}
          onDecided={() => void decided()}
          onReload={() => {
            setOpen(undefined);
            onReload();
          }}
        />
      )}
    </section>
  );
}

const order: readonly string[] = decisionKinds.map(({ decision }) => decision);

function inOrder(decisions: readonly string[]): string[] {
  const place = (decision: string) => (order.includes(decision) ? order.indexOf(decision) : order.length);
  return [...decisions].sort((a, b) => place(a) - place(b));
}
