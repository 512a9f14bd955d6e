import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Link, useNavigate } from 'react-router';
import { localise, type RecordView } from '../../../engine/index.ts';
import { useSession } from '../../ui/session.tsx';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import type { ParsedScreen } from '../forms/form-screen.ts';
import type { Column } from './list-columns.ts';
import { RecordCell } from './RecordCell.tsx';

type Props = {
  /** What they are together; the form's title where nothing is said. */
  label?: string;
  parsed: ParsedScreen;
  columns: Column[];
  records: RecordView[];
  /** The column that the list is sorted by; `-` before it for downwards. */
  sort: string | undefined;
  onSort: (sort: string) => void;
};

/** Records as rows. A row opens its record; its first cell is the link that a keyboard finds. */
export function RecordTable({ label, parsed, columns, records, sort, onSort }: Props) {
  const t = useTexts('list');
  const locale = useLocale();
  const navigate = useNavigate();
  const { units } = useSession();
  const name = label ?? localise(parsed.screen.title, locale);
  const address = (record: RecordView) => `/forms/${record.form}/records/${record.id}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="dg-card dg-table-place" tabIndex={0} aria-label={name}>
      <table className="dg-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.path} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            // The link in the first cell does the same by keyboard.
            <tr
              key={record.id}
              onClick={(event) => {
                if (!(event.target instanceof Element && event.target.closest('a')) && !String(getSelection()))
                  void navigate(address(record));
              }}
            >
              {columns.map((column, index) => {
                const cell = <RecordCell column={column} record={record} parsed={parsed} units={units} />;
                return (
                  <td key={column.path} className={column.numeric ? 'dg-number' : undefined}>
                    {index === 0 ? (
                      <Link to={address(record)} aria-label={t('open', { what: record.title })}>
                        {cell}
                      </Link>
                    ) : (
                      cell
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Head({ column, sort, onSort }: { column: Column } & Pick<Props, 'sort' | 'onSort'>) {
  const { path, title, sortable, numeric } = column;
  const upwards = sort === path;
  const downwards = sort === `-${path}`;
  const className = numeric ? 'dg-number' : undefined;
  if (!sortable) {
    return (
      <th scope="col" className={className}>
        {title}
      </th>
    );
  }
  return (
    <th scope="col" className={className} aria-sort={upwards ? 'ascending' : downwards ? 'descending' : 'none'}>
      <button
        type="button"
        className="dg-sort"
        onClick={() => onSort(downwards ? path : upwards ? `-${path}` : numeric ? `-${path}` : path)}
      >
        {title}
        {upwards && <ArrowUpOutlined aria-hidden="true" />}
        {downwards && <ArrowDownOutlined aria-hidden="true" />}
      </button>
    </th>
  );
}
