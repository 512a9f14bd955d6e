import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { whyQuery } from '../../api/cases.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useMoment } from '../../ui/useMoment.ts';
import { useTexts } from '../../ui/useTexts.ts';

/** Why a case went where it went: each routing, the conditions with the values they saw, and who was found by which rule. */
export function CaseWhy({ id }: { id: string }) {
  const t = useTexts('cases');
  const moment = useMoment();
  const { data, error, isPending, refetch } = useQuery(whyQuery(id));
  if (!data) return isPending ? <Loading /> : <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data.entries.length === 0) return <p className="dg-soft">{t('noWhy')}</p>;
  return (
    <>
      <p className="dg-help">{t('whyLead')}</p>
      <ol className="dg-plain dg-timeline">
        {data.entries.map((entry) => (
          <li key={entry.seq} className="dg-event">
            <div>{entry.text}</div>
            {entry.guards.length > 0 && (
              <ul className="dg-plain dg-guards">
                {entry.guards.map((guard, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: guards are nothing but their order
                  <li key={index} className={guard.held ? 'dg-guard dg-guard-held' : 'dg-guard'}>
                    {guard.held ? <CheckOutlined aria-hidden="true" /> : <CloseOutlined aria-hidden="true" />}
                    <span>{t(guard.held ? 'held' : 'notHeld', { reason: guard.text })}</span>
                  </li>
                ))}
              </ul>
            )}
            {entry.assignments.map((assignment) => (
              <p key={assignment.step} className="dg-soft dg-assignment">
                {assignment.text}
              </p>
            ))}
            <time className="dg-faint" dateTime={entry.at}>
              {moment(entry.at)}
            </time>
          </li>
        ))}
      </ol>
    </>
  );
}
