import type { DiffResult } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';

/** What differs, in sentences: first what behaves differently, then what only looks so. */
export function DiffList({ sentences }: { sentences: DiffResult['sentences'] }) {
  const t = useTexts('studio');
  if (sentences.length === 0) return <p className="dg-soft">{t('noChanges')}</p>;
  return (
    <>
      {(['behaviour', 'appearance'] as const).map((importance) => {
        const here = sentences.filter((sentence) => sentence.importance === importance);
        if (here.length === 0) return null;
        return (
          <div key={importance}>
            <h3>{t(importance)}</h3>
            <ul className={`dg-diff dg-diff-${importance}`}>
              {here.map((sentence) => (
                <li key={`${sentence.kind} ${sentence.key} ${sentence.text}`}>{sentence.text}</li>
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}
