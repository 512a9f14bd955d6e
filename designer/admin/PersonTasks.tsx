import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { HandOverResult, PersonTasks as PersonTaskList, PersonView } from '../../engine/index.ts';
import { findReceivers, handOver, personTasksQuery } from '../api/admin.ts';
import { IntentKey } from '../api/keys.ts';
import { LabelledInput } from '../ui/LabelledInput.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PeopleSelect } from '../ui/PeopleSelect.tsx';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { StatusTag } from '../ui/StatusTag.tsx';
import { useSession } from '../ui/session.tsx';
import { useLocalise } from '../ui/useLocale.ts';
import { useMoment } from '../ui/useMoment.ts';
import { useTexts } from '../ui/useTexts.ts';

/** The open tasks of a person, and the way to give them to another before the person leaves, or after. */
export function PersonTasks({ person }: { person: PersonView }) {
  const t = useTexts('admin');
  const { permissions } = useSession();
  const id = useId();
  const { data: tasks, error, isPending, refetch } = useQuery(personTasksQuery(person.id));
  const [done, setDone] = useState<HandOverResult['items']>();
  const stuck = tasks?.filter(({ incident }) => incident).length ?? 0;
  return (
    <section aria-labelledby={id} className="dg-person-tasks">
      <h3 id={id}>{tasks ? t('openTasksOf', { count: tasks.length }) : t('openTasks')}</h3>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {isPending && <Loading />}
      {done && <HandedOver items={done} />}
      {tasks?.length === 0 && !done && <p className="dg-faint">{t('noOpenTasks')}</p>}
      {tasks && tasks.length > 0 && (
        <>
          {stuck > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('stuckTasks', { count: stuck })}
              action={permissions.includes('operations') && <Link to="/admin/incidents">{t('incidents')}</Link>}
            />
          )}
          <TaskList tasks={tasks} linked={permissions.includes('operations')} />
          {permissions.includes('operations') ? (
            <HandOverForm person={person} onDone={setDone} />
          ) : (
            <p className="dg-faint">{t('handOverByOthers')}</p>
          )}
        </>
      )}
    </section>
  );
}

function TaskList({ tasks, linked }: { tasks: PersonTaskList['items']; linked: boolean }) {
  const t = useTexts('admin');
  const say = useLocalise();
  const moment = useMoment();
  return (
    // Scrolls by keys as well.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled list must be reachable by keyboard
    <ul className="dg-plain dg-person-task-list" tabIndex={0} aria-label={t('openTasks')}>
      {tasks.map((task) => (
        <li key={task.id}>
          <span>
            {linked ? <Link to={`/cases/${task.case}`}>{task.no}</Link> : task.no} · {say(task.title)}
          </span>{' '}
          {task.incident && <StatusTag title={t('incident')} look="bad" />}
          <div className="dg-faint">
            {t('cases:since', { time: moment(task.createdAt) })}
            {task.dueAt && ` · ${t('cases:due', { time: moment(task.dueAt) })}`}
          </div>
        </li>
      ))}
    </ul>
  );
}

function HandOverForm({ person, onDone }: { person: PersonView; onDone(items: HandOverResult['items']): void }) {
  const t = useTexts('admin');
  const id = useId();
  const queries = useQueryClient();
  const [to, setTo] = useState<string>();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [intent] = useState(() => new IntentKey());
  const give = useMutation({
    mutationFn: (body: { to: string; reason: string }) => handOver(person.id, body, intent.for(body)),
    onSuccess: async ({ items }) => {
      intent.done();
      setTo(undefined);
      setTried(false);
      onDone(items);
      await Promise.all(
        [['people'], ['people-found'], ['incidents'], ['home']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
  const send = () => {
    setTried(true);
    if (to && reason.trim()) give.mutate({ to, reason: reason.trim() });
  };
  return (
    <div className="dg-stack">
      <ProblemAlert error={give.error} />
      <LabelledInput
        id={`${id}-to`}
        label={t('handOverTo')}
        help={t('handOverHelp')}
        required
        issue={tried && !to ? t('task:choosePerson') : undefined}
      >
        <PeopleSelect<string>
          about={['receivers', person.id]}
          find={async (q, signal) =>
            (await findReceivers(person.id, q, signal)).map(({ tasks, description, ...one }) => ({
              ...one,
              description: [description, t('mayTake', { count: tasks })].filter(Boolean).join(' · '),
            }))
          }
          none={t('noReceivers')}
          value={to}
          onChange={setTo}
        />
      </LabelledInput>
      <LabelledInput
        id={`${id}-reason`}
        label={t('reason')}
        required
        issue={tried && !reason.trim() ? t('task:giveReason') : undefined}
      >
        <Input.TextArea value={reason} onChange={({ target }) => setReason(target.value)} rows={2} maxLength={2000} />
      </LabelledInput>
      <div>
        <Button loading={give.isPending} onClick={send}>
          {t('handOver')}
        </Button>
      </div>
    </div>
  );
}

/** What a hand-over came to: how many tasks went, and why others stayed. */
function HandedOver({ items }: { items: HandOverResult['items'] }) {
  const t = useTexts('admin');
  const [given, kept] = [items.filter(({ ok }) => ok), items.filter(({ ok }) => !ok)];
  return (
    <div className="dg-stack" role="status">
      {given.length > 0 && <Alert type="success" showIcon title={t('tasksHandedOver', { count: given.length })} />}
      {kept.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('tasksKept', { count: kept.length })}
          description={
            <ul className="dg-issue-list">
              {kept.map(({ task, no, problem }) => (
                <li key={task}>
                  {no}: {problem?.issues[0]?.message ?? problem?.detail}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </div>
  );
}
