import { Checkbox } from 'antd';
import { Link } from 'react-router';
import type { TaskItem } from '../../../engine/index.ts';
import type { Box } from '../../api/cases.ts';
import { Ago } from '../../ui/Ago.tsx';
import { useDidText } from '../../ui/useDecisionText.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { CaseStatusTag } from '../cases/CaseStatusTag.tsx';

type Props = {
  task: TaskItem;
  box: Box;
  chosen: boolean /** Present where the task may be approved with others. */;
  onChoose?: (on: boolean) => void;
};

/** A task at a glance: what it is about, its summary, from whom, since when, due when. */
export function TaskCard({ task, box, chosen, onChoose }: Props) {
  const t = useTexts('inbox');
  const say = useLocalise();
  const did = useDidText();
  const overdue = box === 'todo' && task.dueAt !== undefined && new Date(task.dueAt).getTime() < Date.now();
  return (
    <article className={`dg-card dg-task${chosen ? ' dg-task-chosen' : ''}`}>
      {onChoose && (
        <Checkbox
          className="dg-task-choice"
          checked={chosen}
          aria-label={t('choose', { what: task.caseTitle })}
          onChange={({ target }) => onChoose(target.checked)}
        />
      )}
      <Link to={box === 'todo' ? `/tasks/${task.id}` : `/cases/${task.case}`} className="dg-task-link">
        <span className="dg-spread">
          <span className="dg-line-title">{task.caseTitle}</span>
          {box === 'todo' && task.caseStatus !== 'suspended' ? (
            <span className="dg-row">
              {task.pool && <span className="dg-status dg-status-ended">{t(`pool-${task.pool}`)}</span>}
              <span className="dg-status">{say(task.title)}</span>
            </span>
          ) : (
            <CaseStatusTag status={task.caseStatus} standing={task.standing} />
          )}
        </span>
        <span className="dg-task-summary">
          {task.summary.map((fact) => (
            <span key={fact.field}>
              <span className="dg-faint">{say(fact.title)}</span> {fact.text || '—'}
            </span>
          ))}
        </span>
        <span className="dg-faint dg-row">
          <span>{task.no}</span>
          <span>{say(task.initiator.title)}</span>
          {task.decision && box === 'done' && <span>{did(task.decision)}</span>}
          <Ago at={box === 'done' ? (task.endedAt ?? task.createdAt) : task.createdAt} />
          {task.dueAt && box === 'todo' && (
            <span className={overdue ? 'dg-overdue' : undefined}>
              {t(overdue ? 'overdue' : 'due')} <Ago at={task.dueAt} />
            </span>
          )}
        </span>
      </Link>
    </article>
  );
}
