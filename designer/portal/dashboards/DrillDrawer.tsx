import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Drawer, Pagination } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { JsonObject } from '../../../engine/index.ts';
import { drillQuery } from '../../api/reports.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { usePhone } from '../../ui/useMedia.ts';
import { useTexts } from '../../ui/useTexts.ts';

/** A mark of a widget whose records are wanted. */
export type Drill = { dataset: string; widget: string; mark: JsonObject; title: string };
type Props = { dashboard: string; filters: JsonObject; drill: Drill | undefined; onClose: () => void };

const SIZE = 20;

/** Exactly the records behind a mark: how many, and each with the way to it. */
export function DrillDrawer({ dashboard, filters, drill, onClose }: Props) {
  const t = useTexts('dashboard');
  const phone = usePhone();
  return (
    <Drawer
      open={drill !== undefined}
      onClose={onClose}
      size={phone ? '100%' : 860}
      title={drill && t('records', { what: drill.title })}
      destroyOnHidden
    >
      {drill && (
        <Records key={JSON.stringify([drill, filters])} dashboard={dashboard} filters={filters} drill={drill} />
      )}
    </Drawer>
  );
}

function Records({ dashboard, filters, drill }: Omit<Props, 'drill' | 'onClose'> & { drill: Drill }) {
  const t = useTexts('dashboard');
  const say = useLocalise();
  const locale = useLocale();
  const [page, setPage] = useState(1);
  const { data, error, isPending, isFetching, refetch } = useQuery({
    ...drillQuery(drill.dataset, { dashboard, widget: drill.widget, filters, mark: drill.mark, page, size: SIZE }),
    placeholderData: keepPreviousData,
  });
  if (!data) return isPending ? <Loading /> : <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data.total === 0) return <EmptyState title={t('nothing')} />;
  return (
    <div className="dg-stack" aria-busy={isFetching}>
      <p className="dg-soft" role="status">
        {t('total', { count: data.total.toLocaleString(locale) })}
      </p>
      <section className="dg-figures" aria-label={drill.title}>
        <table className="dg-drill">
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
                {data.columns.map((column, index) => (
                  <td key={column.key} data-label={say(column.title)}>
                    {index === 0 ? (
                      <Link to={`/forms/${data.form}/records/${item.id}`}>{item.cells[0] || t('openRecord')}</Link>
                    ) : (
                      item.cells[index] || '—'
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {data.total > SIZE && (
        <Pagination
          align="end"
          current={page}
          pageSize={SIZE}
          total={data.total}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </div>
  );
}
