import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Home } from '../../engine/index.ts';
import { tasksQuery } from '../api/cases.ts';
import { homeQuery } from '../api/session.ts';
import { Ago } from '../ui/Ago.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { useSession } from '../ui/session.tsx';
import { useLocalise } from '../ui/useLocale.ts';
import { useTexts } from '../ui/useTexts.ts';

const SHOWN = 8;

/** What one may begin, what waits, and what one had in hand. */
export function HomePage() {
  const t = useTexts('home');
  const say = useLocalise();
  const { actor } = useSession();
  const { data: home, error, isPending, refetch } = useQuery(homeQuery);
  return (
    <div>
      <PageHeader title={t('greeting', { name: say(actor.title) })} />
      {isPending && <Loading />}
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {home && (
        <>
          {home.quickActions.length > 0 && (
            <nav className="dg-quick" aria-label={t('quickActions')}>
              {home.quickActions.map((action) => (
                <Link key={action.form} to={`/forms/${action.form}/new`}>
                  <Icon name={action.icon ?? 'form'} />
                  <span>{say(action.title)}</span>
                </Link>
              ))}
            </nav>
          )}
          <div className="dg-home">
            <Todo count={home.badges.todo} />
            <Recent items={home.recent} />
          </div>
        </>
      )}
    </div>
  );
}

function Todo({ count }: { count: number }) {
  const t = useTexts('home');
  const say = useLocalise();
  const { data, error, isPending, refetch } = useQuery(tasksQuery({ box: 'todo', size: SHOWN }));
  return (
    <section className="dg-card dg-block" aria-labelledby="home-todo">
      <header>
        <h2 id="home-todo">{t('todo')}</h2>
        {count > 0 && <Link to="/inbox">{t('allTodo', { count })}</Link>}
      </header>
      {isPending && <Loading />}
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <EmptyState title={t('noTodo')} />}
      <ul className="dg-plain dg-lines">
        {data?.items.map((task) => (
          <li key={task.id}>
            <Link to={`/tasks/${task.id}`} className="dg-line">
              <span className="dg-line-main">
                <span className="dg-line-title">{task.caseTitle}</span>
                <br />
                <span className="dg-faint">
                  {say(task.title)} · {say(task.initiator.title)}
                </span>
              </span>
              <span className="dg-faint">
                <Ago at={task.createdAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Recent({ items }: { items: Home['recent'] }) {
  const t = useTexts('home');
  return (
    <section className="dg-card dg-block" aria-labelledby="home-recent">
      <header>
        <h2 id="home-recent">{t('recent')}</h2>
      </header>
      {items.length === 0 && <EmptyState title={t('noRecent')} />}
      <ul className="dg-plain dg-lines">
        {items.map((item) => (
          <li key={`${item.kind} ${item.id}`}>
            <Link to={addressOf(item)} className="dg-line">
              <span className="dg-line-main dg-line-title">{item.title}</span>
              <span className="dg-faint">
                <Ago at={item.at} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function addressOf({ kind, id, form }: Home['recent'][number]): string {
  if (kind === 'record') return `/forms/${form}/records/${id}`;
  return kind === 'case' ? `/cases/${id}` : `/tasks/${id}`;
}
