import type { Text } from '../../engine/index.ts';
import { useLocalise } from './useLocale.ts';

export type StatusLook = 'going' | 'good' | 'bad' | 'ended';

/** A status, told apart by word and colour. */
export function StatusTag({ title, look }: { title: Text; look: StatusLook }) {
  const say = useLocalise();
  return <span className={`dg-status dg-status-${look}`}>{say(title)}</span>;
}

/** How a final state's outcome looks; what has none is still going on. */
export function lookOf(outcome: string | undefined): StatusLook {
  if (outcome === undefined) return 'going';
  if (outcome === 'approved') return 'good';
  return outcome === 'rejected' ? 'bad' : 'ended';
}
