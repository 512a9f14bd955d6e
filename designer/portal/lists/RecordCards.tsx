import { Link } from 'react-router';
import type { RecordView } from '../../../engine/index.ts';
import { useSession } from '../../ui/session.tsx';
import type { ParsedScreen } from '../forms/form-screen.ts';
import { RecordStatus } from '../forms/RecordStatus.tsx';
import type { Column } from './list-columns.ts';
import { RecordCell } from './RecordCell.tsx';

type Props = { parsed: ParsedScreen; columns: Column[]; records: RecordView[] };

/** Records as cards, for a phone: the record's line, its status, and the view's columns. */
export function RecordCards({ parsed, columns, records }: Props) {
  const { units } = useSession();
  const shown = columns.filter(({ path }) => path !== 'status');
  return (
    <ul className="dg-plain dg-cards">
      {records.map((record) => (
        <li key={record.id} className="dg-card">
          <Link to={`/forms/${record.form}/records/${record.id}`} className="dg-record-card">
            <span className="dg-spread">
              <span className="dg-line-title">{record.title}</span>
              <RecordStatus status={record.status} statuses={parsed.statuses} />
            </span>
            <span className="dg-card-facts">
              {shown.map((column) => (
                <span key={column.path}>
                  <span className="dg-faint">{column.title}</span>{' '}
                  <RecordCell column={column} record={record} parsed={parsed} units={units} />
                </span>
              ))}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
