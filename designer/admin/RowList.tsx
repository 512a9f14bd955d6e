import type { ReactNode } from 'react';
import { usePhone } from '../ui/useMedia.ts';
import { useTexts } from '../ui/useTexts.ts';

export type Column<T> = { key: string; title: string; cell(row: T): ReactNode };
type Props<T> = { rows: readonly T[]; columns: readonly Column<T>[]; actions?(row: T): ReactNode };

/** Rows as a table; as cards on a phone. */
export function RowList<T extends { id: string }>({ rows, columns, actions }: Props<T>) {
  const t = useTexts('admin');
  const phone = usePhone();
  if (phone) {
    return (
      <ul className="dg-plain dg-row-cards">
        {rows.map((row) => (
          <li key={row.id} className="dg-card dg-card-body">
            <dl>
              {columns.map((column) => (
                <div key={column.key}>
                  <dt>{column.title}</dt>
                  <dd>{column.cell(row)}</dd>
                </div>
              ))}
            </dl>
            {actions && <div className="dg-row">{actions(row)}</div>}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div className="dg-card dg-row-table">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                {column.title}
              </th>
            ))}
            {actions && (
              <th scope="col">
                <span className="dg-visually-hidden">{t('actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => (
                <td key={column.key}>{column.cell(row)}</td>
              ))}
              {actions && <td className="dg-row-actions">{actions(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
