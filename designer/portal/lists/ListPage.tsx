import { FilterOutlined, PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Pagination, Select } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { own } from '../../../engine/index.ts';
import { recordsQuery } from '../../api/records.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { keep, kept } from '../../ui/kept.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { ProblemPage } from '../../ui/ProblemPage.tsx';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { usePhone } from '../../ui/useMedia.ts';
import { useRested } from '../../ui/useRested.ts';
import { useTexts } from '../../ui/useTexts.ts';
import type { ParsedScreen } from '../forms/form-screen.ts';
import { useFormScreen } from '../forms/useFormScreen.ts';
import { ColumnChoice } from './ColumnChoice.tsx';
import { ConditionTags } from './ConditionTags.tsx';
import { FilterDrawer } from './FilterDrawer.tsx';
import { columnOf } from './list-columns.ts';
import { filterRule, type ListState, readListState, sizes, writeListState } from './list-state.ts';
import { RecordCards } from './RecordCards.tsx';
import { RecordTable } from './RecordTable.tsx';

/** The records of a form. */
export function ListPage() {
  const { form: key = '' } = useParams();
  const { parsed, error, retry } = useFormScreen(key);
  if (error) return <ProblemPage error={error} onRetry={retry} />;
  if (!parsed) return <Loading />;
  return <RecordList key={key} parsed={parsed} />;
}

function RecordList({ parsed }: { parsed: ParsedScreen }) {
  const { screen, form } = parsed;
  const t = useTexts('list');
  const say = useLocalise();
  const locale = useLocale();
  const phone = usePhone();
  const [search, setSearch] = useSearchParams();
  const state = useMemo(() => readListState(search), [search]);
  const [filtering, setFiltering] = useState(false);
  const change = (to: Partial<ListState>) =>
    setSearch(writeListState({ ...state, page: 1, ...to }), { replace: !('page' in to) });
  const [typedQ, setTypedQ] = useRested(state.q, (q) => change({ q }));

  const view = own(form.views, state.view ?? '') ?? Object.values(form.views)[0];
  const columnsKey = `columns.${form.key}.${view?.key ?? ''}`;
  const [chosen, setChosen] = useState<{ [key: string]: string[] | undefined }>({});
  const paths = chosen[columnsKey] ?? kept<string[]>(columnsKey) ?? view?.columns ?? form.order.slice(0, 6);
  const columns = useMemo(() => paths.flatMap((path) => columnOf(form, path, locale) ?? []), [form, paths, locale]);
  const filter = useMemo(() => filterRule(state.conditions), [state.conditions]);
  const { data, error, isPending, isFetching, refetch } = useQuery({
    ...recordsQuery(form.key, {
      page: state.page,
      size: state.size,
      count: true,
      ...(view && { view: view.key }),
      ...(state.q && { q: state.q }),
      ...(state.sort && { sort: state.sort }),
      ...(filter !== undefined && { filter }),
    }),
    placeholderData: keepPreviousData,
  });
  const narrowed = state.q !== '' || filter !== undefined;
  const sort = state.sort ?? view?.sort[0];

  return (
    <div>
      <PageHeader
        title={say(screen.title)}
        beside={
          data?.total !== undefined && (
            <span className="dg-soft">{t('total', { count: data.total.toLocaleString(locale) })}</span>
          )
        }
        actions={
          screen.rights.create && (
            <Link to={`/forms/${form.key}/new`} className="dg-button-link">
              <PlusOutlined aria-hidden="true" /> {t('new')}
            </Link>
          )
        }
      />
      <div className="dg-list-bar">
        {screen.views.length > 1 && (
          <Select
            value={view?.key}
            onChange={(key) => change({ view: key, sort: undefined })}
            options={screen.views.map(({ key, title }) => ({ value: key, label: say(title) }))}
            aria-label={t('view')}
            className="dg-list-view"
          />
        )}
        <Input.Search
          value={typedQ}
          onChange={(event) => setTypedQ(event.target.value)}
          onSearch={(q) => change({ q })}
          placeholder={t('search')}
          aria-label={t('search')}
          allowClear
          className="dg-list-search"
        />
        <Button icon={<FilterOutlined aria-hidden="true" />} onClick={() => setFiltering(true)} aria-haspopup="dialog">
          {t('filter')}
        </Button>
        {!phone && (
          <ColumnChoice
            form={form}
            chosen={paths}
            onChange={(next) => {
              keep(columnsKey, next);
              setChosen({ ...chosen, [columnsKey]: next });
            }}
          />
        )}
      </div>
      <ConditionTags parsed={parsed} conditions={state.conditions} onChange={(conditions) => change({ conditions })} />
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
      {data && data.items.length === 0 && (
        <div className="dg-card">
          <EmptyState title={narrowed ? t('nothingFound') : t('nothingYet')}>
            {narrowed && <Button onClick={() => change({ q: '', conditions: {} })}>{t('clear')}</Button>}
          </EmptyState>
        </div>
      )}
      {data && data.items.length > 0 && (
        <div aria-busy={isFetching}>
          {phone ? (
            <RecordCards parsed={parsed} columns={columns} records={data.items} />
          ) : (
            <RecordTable
              parsed={parsed}
              columns={columns}
              records={data.items}
              sort={sort}
              onSort={(next) => change({ sort: next })}
            />
          )}
          <Pagination
            className="dg-list-pages"
            align="end"
            current={state.page}
            pageSize={state.size}
            total={data.total ?? 0}
            showSizeChanger={!phone}
            pageSizeOptions={sizes}
            simple={phone}
            onChange={(page, size) => change({ page: size === state.size ? page : 1, size })}
          />
        </div>
      )}
      <FilterDrawer
        key={String(filtering)}
        open={filtering}
        parsed={parsed}
        conditions={state.conditions}
        onClose={() => setFiltering(false)}
        onApply={(conditions) => {
          setFiltering(false);
          change({ conditions });
        }}
      />
    </div>
  );
}
