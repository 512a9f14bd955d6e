import { useQuery } from '@tanstack/react-query';
import type { HistoryItem } from '../../../engine/index.ts';
import { caseHistoryQuery } from '../../api/cases.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useMoment } from '../../ui/useMoment.ts';
import { useTexts } from '../../ui/useTexts.ts';

/** On paper: what happened as a table, the first first, with opinions, signatures and every changed value. Not on the screen. */
export function PrintedHistory({ title, items }: { title: string; items: readonly HistoryItem[] }) {
  const t = useTexts('cases');
  const say = useLocalise();
  const moment = useMoment();
  if (items.length === 0) return null;
  return (
    <section className="dg-print-only dg-printed" aria-hidden="true">
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('printTime')}</th>
            <th scope="col">{t('printWhat')}</th>
            <th scope="col">{t('task:opinion')}</th>
            <th scope="col">{t('printSigned')}</th>
          </tr>
        </thead>
        <tbody>
          {items
            .toSorted((a, b) => a.seq - b.seq)
            .map((item) => (
              <tr key={item.seq}>
                <td>{moment(item.at)}</td>
                <td>
                  {item.text}
                  {item.onBehalfOf && ` (${t('onBehalfOf', { person: say(item.onBehalfOf.title) })})`}
                  {item.changes?.map((change) => (
                    <div key={`${change.path} ${change.before}`} className="dg-printed-change">
                      {say(change.title)}: {change.before || '—'} → {change.after || '—'}
                      {change.system && ` (${t('setBySystem')})`}
                    </div>
                  ))}
                </td>
                <td className="dg-printed-opinion">{item.opinion}</td>
                <td>
                  {item.signed && (
                    <>
                      {item.actor && say(item.actor.title)}
                      <br />
                      {t('signed', { time: moment(item.at) })}
                    </>
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}

/** The decisions of a case, for the paper; nothing where the reader may not see the case. */
export function PrintedCase({ id }: { id: string }) {
  const t = useTexts('cases');
  const { data } = useQuery({ ...caseHistoryQuery(id), retry: false });
  return <PrintedHistory title={t('printDecisions')} items={data?.items ?? []} />;
}
