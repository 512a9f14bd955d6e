import type { CaseView } from '../../../engine/index.ts';
import { lookOf, StatusTag } from '../../ui/StatusTag.tsx';
import { useTexts } from '../../ui/useTexts.ts';

const looks = { running: 'going', suspended: 'ended', done: 'good', cancelled: 'ended', failed: 'bad' } as const;

type Props = Pick<CaseView, 'status' | 'standing'>;

/** Where a case stands in the words of its chart, and how it ended; a case that stands still says so. */
export function CaseStatusTag({ status, standing }: Props) {
  const t = useTexts('cases');
  const held = status === 'suspended' || status === 'failed' || standing.length === 0;
  if (held) return <span className={`dg-status dg-status-${looks[status]}`}>{t(status)}</span>;
  return standing.map(({ title, outcome }) => (
    <StatusTag key={JSON.stringify(title)} title={title} look={lookOf(outcome)} />
  ));
}
