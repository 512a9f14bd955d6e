import type { LocatedIssue } from '../../../engine/index.ts';
import { useProblemWords } from './problem-words.ts';

/** What is wrong with a part, below it. */
export function ProblemLines({ problems }: { problems: readonly LocatedIssue[] }) {
  const wordsOf = useProblemWords();
  if (problems.length === 0) return null;
  return (
    <ul className="dg-plain dg-part-problems">
      {problems.map((found) => (
        <li
          key={`${found.path} ${found.code} ${found.message}`}
          className={found.severity === 'error' ? 'dg-bad' : 'dg-part-warning'}
        >
          {wordsOf(found)}
        </li>
      ))}
    </ul>
  );
}
