import type { HistoryItem } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useMoment } from '../../ui/useMoment.ts';
import { useTexts } from '../../ui/useTexts.ts';

/** What happened, the latest first: who, what, with which opinion, and which values changed. */
export function Timeline({ items }: { items: readonly HistoryItem[] }) {
  const t = useTexts('cases');
  const say = useLocalise();
  const moment = useMoment();
  if (items.length === 0) return <p className="dg-soft">{t('noHistory')}</p>;
  return (
    <ol className="dg-plain dg-timeline">
      {items
        .toSorted((a, b) => b.seq - a.seq)
        .map((item) => (
          <li key={item.seq} className={`dg-event dg-event-${item.kind}`}>
            <div>
              {item.text}
              {item.onBehalfOf && (
                <span className="dg-soft"> ({t('onBehalfOf', { person: say(item.onBehalfOf.title) })})</span>
              )}
            </div>
            {item.signed && <div className="dg-soft dg-signed">{t('signed', { time: moment(item.at) })}</div>}
            {item.opinion && <blockquote>{item.opinion}</blockquote>}
            {item.changes && item.changes.length > 0 && (
              <details>
                <summary>{t('changes', { count: item.changes.length })}</summary>
                <ul className="dg-plain dg-changes">
                  {item.changes.map((change) => (
                    <li key={`${change.path} ${change.before}`}>
                      <span className="dg-soft">{say(change.title)}:</span> <del>{change.before || '—'}</del> →{' '}
                      <ins>{change.after || '—'}</ins>
                      {change.system && <span className="dg-faint"> ({t('setBySystem')})</span>}
                    </li>
                  ))}
                </ul>
              </details>
            )}
            <time className="dg-faint" dateTime={item.at}>
              {moment(item.at)}
            </time>
          </li>
        ))}
    </ol>
  );
}
