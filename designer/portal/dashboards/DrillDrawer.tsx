import { useQuery } from '@tanstack/react-query';
import { Drawer, Pagination } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { JsonObject } from '../../../engine/index.ts';
import { drillQuery } from '../../api/reports.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { usePhone } from '../../ui/useMedia.ts';
import { useTexts } from '../../ui/useTexts.ts';

export type Drill = { dataset: string; widget: string; mark: JsonObject; label: string };
const SIZE = 20;

/** The records behind one number: exactly those that it was made of. */
export function DrillDrawer({
  dashboard,
  filters,
  drill,
  onClose,
}: {
  dashboard: string;
  filters: JsonObject;
  drill: Drill;
  onClose(): void;
}) {
  const t = useTexts('dashboard');
  const say = useLocalise();
  const phone = usePhone();
  const [page, setPage] = useState(1);
  const { data, error, isPending, refetch } = useQuery(
    drillQuery(drill.dataset, { dashboard, widget: drill.widget, filters, mark: drill.mark, page, size: SIZE }),
  );
  return (
    <Drawer open size={phone ? '100%' : 860} title={t('records', { what: drill.label })} onClose={onClose}>
      {isPending && <Loading />}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data && (
        <div className="dg-stack">
          <p className="dg-soft" role="status">
            {t('total', { count: data.total })}
          </p>
          {data.items.length === 0 ? (
            <EmptyState title={t('nothing')} />
          ) : (
            <div className="dg-drill-rows">
              <table>
                <thead>
                  <tr>
                    {data.columns.map((column) => (
                      <th key={column.key} scope="col">
                        {say(column.title)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.items.map((item) => (
                    <tr key={item.id}>
                      {item.cells.map((cell, index) => (
                        <td key={data.columns[index]?.key ?? index}>
                          {index === 0 ? (
                            <Link to={`/forms/${data.form}/${item.id}`}>{cell || t('openRecord')}</Link>
                          ) : (
                            cell
                          )}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          {data.total > SIZE && (
            <Pagination current={page} pageSize={SIZE} total={data.total} showSizeChanger={false} onChange={setPage} />
          )}
        </div>
      )}
    </Drawer>
  );
}
