import type { LocatedIssue } from '../../../engine/index.ts';

/** What is wrong with a part, below it. */
export function ProblemLines({ problems }: { problems: readonly LocatedIssue[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="dg-plain dg-part-problems">
      {problems.map(({ path, code, message, severity }) => (
        <li key={`${path} ${code} ${message}`} className={severity === 'error' ? 'dg-bad' : 'dg-part-warning'}>
          {message}
        </li>
      ))}
    </ul>
  );
}
