import { useQueryClient } from '@tanstack/react-query';
import { Alert, Input, Modal } from 'antd';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { BatchDecisionResult, TaskItem } from '../../../engine/index.ts';
import { decideTogether } from '../../api/cases.ts';
import { IntentKey } from '../../api/keys.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useDecisionText } from '../../ui/useDecisionText.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';

type Props = { tasks: TaskItem[]; onDone: () => void; children: (open: () => void) => ReactNode };

/** Approves several tasks in one go. Each is decided on its own: those that were refused say why. */
export function BatchApprove({ tasks, onDone, children }: Props) {
  const t = useTexts('inbox');
  const decisionText = useDecisionText();
  const say = useLocalise();
  const id = useId();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [opinion, setOpinion] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [result, setResult] = useState<{ answer: BatchDecisionResult; asked: TaskItem[] }>();
  // The tasks chosen when the dialog opened: a task that another person decides meanwhile is named, not dropped.
  const [begun, setBegun] = useState<TaskItem[]>([]);
  const intent = useRef(new IntentKey());

  const approve = async () => {
    setBusy(true);
    setFailure(undefined);
    const input = {
      decision: 'approve' as const,
      ...(opinion.trim() && { opinion: opinion.trim() }),
      tasks: tasks.flatMap(({ id: task, seen }) => (seen === undefined ? [] : [{ task, seen }])),
    };
    try {
      const answer = await decideTogether(input, intent.current.for(input));
      intent.current.done();
      setResult({ answer, asked: tasks });
      for (const key of ['tasks', 'home', 'case']) void queries.invalidateQueries({ queryKey: [key] });
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setBusy(false);
    }
  };
  const close = () => {
    setOpen(false);
    if (result) onDone();
    setResult(undefined);
    setOpinion('');
    setFailure(undefined);
  };

  const gone = begun.filter(({ id: task }) => !tasks.some((one) => one.id === task));
  const refused = result?.answer.items.filter(({ ok }) => !ok) ?? [];
  return (
    <>
      {children(() => {
        setBegun(tasks);
        setOpen(true);
      })}
      <Modal
        open={open}
        onCancel={close}
        onOk={result ? close : () => void approve()}
        okText={result ? t('shell:close') : decisionText('approve')}
        footer={(buttons, { OkBtn }) => (result ? <OkBtn /> : buttons)}
        confirmLoading={busy}
        title={t('approveChosen', { count: result?.asked.length ?? tasks.length })}
        destroyOnHidden
      >
        {result ? (
          <div className="dg-stack" role="status">
            <p>{t('approvedSome', { count: result.answer.items.length - refused.length })}</p>
            {refused.length > 0 && (
              <ul className="dg-issue-list">
                {refused.map(({ task, problem }) => (
                  <li key={task}>
                    {result.asked.find((one) => one.id === task)?.caseTitle}: {problem?.detail}
                  </li>
                ))}
              </ul>
            )}
          </div>
        ) : (
          <div className="dg-stack">
            <ProblemAlert error={failure} />
            {gone.length > 0 && (
              <Alert
                type="warning"
                showIcon
                role="status"
                title={t('goneMeanwhile', { what: gone.map(({ caseTitle }) => caseTitle).join(', ') })}
              />
            )}
            <ul className="dg-plain dg-batch-list">
              {tasks.map((task) => (
                <li key={task.id}>
                  {task.caseTitle}
                  {task.summary.length > 0 && (
                    <div className="dg-faint">
                      {task.summary.map(({ title, text }) => `${say(title)} ${text || '—'}`).join(' · ')}
                    </div>
                  )}
                </li>
              ))}
            </ul>
            <div className="dg-labelled">
              <label className="dg-label" htmlFor={id}>
                {t('task:opinion')}
              </label>
              <Input.TextArea
                id={id}
                value={opinion}
                onChange={({ target }) => setOpinion(target.value)}
                rows={2}
                className="dg-grow"
                maxLength={2000}
              />
            </div>
          </div>
        )}
      </Modal>
    </>
  );
}
