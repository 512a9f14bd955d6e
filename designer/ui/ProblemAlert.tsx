import { Alert, Button } from 'antd';
import { problemOf } from '../api/problem.ts';
import { problemText } from './problem-text.ts';
import { useTexts } from './useTexts.ts';

type Props = {
  /** What was thrown; nothing is shown for undefined or null. */
  error: unknown;
  /** Not offered where the person may not do it: another try gives the same answer. */
  onRetry?: () => void;
  onClose?: () => void;
  /** Leaves out the list of issues, where the page shows them in their places. */
  withoutIssues?: boolean;
};

/** A refusal or failure: what the server said, its issues, and a reference for the administrator. */
export function ProblemAlert({ error, onRetry, onClose, withoutIssues = false }: Props) {
  const t = useTexts();
  if (error === undefined || error === null) return null;
  const problem = problemOf(error);
  const text = problemText(t, error);
  // A single issue is often the whole refusal: said once.
  const issues = withoutIssues ? [] : problem.issues.filter(({ message }) => message !== text);
  const expected = problem.status >= 400 && problem.status < 500;
  return (
    <Alert
      role="alert"
      type={expected ? 'warning' : 'error'}
      showIcon
      title={text}
      description={
        issues.length > 0 || (problem.correlationId && !expected) ? (
          <>
            {issues.length > 0 && (
              <ul className="dg-issue-list">
                {issues.map((found) => (
                  <li key={`${found.path} ${found.code}`}>{found.message}</li>
                ))}
              </ul>
            )}
            {problem.correlationId && !expected && (
              <span className="dg-faint">{t('correlation', { id: problem.correlationId })}</span>
            )}
          </>
        ) : undefined
      }
      action={onRetry && problem.status !== 403 && <Button onClick={onRetry}>{t('tryAgain')}</Button>}
      closable={onClose ? { onClose, 'aria-label': t('close') } : false}
    />
  );
}
