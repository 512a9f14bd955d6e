import type { CaseStatus } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';

const looks = { running: 'going', suspended: 'ended', done: 'good', cancelled: 'ended', failed: 'bad' } as const;

/** How a case as a whole stands. */
export function CaseStatusTag({ status }: { status: CaseStatus }) {
  const t = useTexts('cases');
  return <span className={`dg-status dg-status-${looks[status]}`}>{t(status)}</span>;
}
