import { localise, type RecordView, type Unit } from '../../../engine/index.ts';
import { useSession } from '../../ui/session.tsx';
import { useLocale } from '../../ui/useLocale.ts';
import type { ParsedScreen } from '../forms/form-screen.ts';
import { RecordStatus } from '../forms/RecordStatus.tsx';
import { type Column, cellText } from './list-columns.ts';

type Props = { column: Column; record: RecordView; parsed: ParsedScreen; units: readonly Unit[] };

/** What a list says of one column of one record. */
export function RecordCell({ column, record, parsed, units }: Props) {
  const locale = useLocale();
  const { zone } = useSession();
  if (column.path === 'status') return <RecordStatus status={record.status} statuses={parsed.statuses} />;
  if (column.path === 'unit') return <>{localise(units.find(({ id }) => id === record.unit)?.title, locale) || '—'}</>;
  const text = cellText(column, record, { locale, zone, options: parsed.options });
  return <>{text || <span className="dg-faint">—</span>}</>;
}
