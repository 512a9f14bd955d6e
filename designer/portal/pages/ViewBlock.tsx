import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { localise, own, type ShownBlock } from '../../../engine/index.ts';
import { recordsQuery } from '../../api/records.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { usePhone } from '../../ui/useMedia.ts';
import { useTexts } from '../../ui/useTexts.ts';
import type { ParsedScreen } from '../forms/form-screen.ts';
import { useFormScreen } from '../forms/useFormScreen.ts';
import { columnOf } from '../lists/list-columns.ts';
import { readListState, writeListState } from '../lists/list-state.ts';
import { RecordCards } from '../lists/RecordCards.tsx';
import { RecordTable } from '../lists/RecordTable.tsx';
import { BlockFrame } from './BlockFrame.tsx';

type Props = { block: ShownBlock & { type: 'view' } };

/** As many as say what is going on; the rest is in the whole list. */
const SHOWN = { rows: 8, cards: 4 };

/** The first records of a view, and the way to all of them. */
export function ViewBlock({ block }: Props) {
  const { parsed, error, retry } = useFormScreen(block.form);
  if (parsed) return <Records block={block} parsed={parsed} />;
  return <Frame block={block}>{error ? <ProblemAlert error={error} onRetry={retry} /> : <Loading />}</Frame>;
}

type FrameProps = Props & { sort?: string; total?: number; children: ReactNode };

function Frame({ block, sort, total, children }: FrameProps) {
  const t = useTexts('list');
  const say = useLocalise();
  const locale = useLocale();
  const address = writeListState({
    ...readListState(new URLSearchParams()),
    ...(block.view !== undefined && { view: block.view }),
    ...(sort !== undefined && { sort }),
  });
  return (
    <BlockFrame
      title={say(block.title)}
      beside={total !== undefined && total > 0 && t('total', { count: total.toLocaleString(locale) })}
      whole={{ to: `/forms/${block.form}?${address}`, label: t('whole') }}
    >
      {children}
    </BlockFrame>
  );
}

function Records({ block, parsed }: Props & { parsed: ParsedScreen }) {
  const { form } = parsed;
  const t = useTexts('list');
  const locale = useLocale();
  const phone = usePhone();
  const [sort, setSort] = useState<string>();
  const view = block.view === undefined ? undefined : own(form.views, block.view);
  const columns = useMemo(
    () => (view?.columns ?? form.order.slice(0, 6)).flatMap((path) => columnOf(form, path, locale) ?? []),
    [form, view, locale],
  );
  const { data, error, isPending, isFetching, refetch } = useQuery({
    ...recordsQuery(form.key, {
      page: 1,
      size: phone ? SHOWN.cards : SHOWN.rows,
      count: true,
      ...(block.view !== undefined && { view: block.view }),
      ...(sort !== undefined && { sort }),
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <Frame block={block} sort={sort} total={data?.total}>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
      {data?.items.length === 0 && (
        <div className="dg-card">
          <EmptyState title={t('nothingYet')} />
        </div>
      )}
      {data && data.items.length > 0 && (
        <div aria-busy={isFetching}>
          {phone ? (
            <RecordCards parsed={parsed} columns={columns} records={data.items} />
          ) : (
            <RecordTable
              label={localise(block.title, locale)}
              parsed={parsed}
              columns={columns}
              records={data.items}
              sort={sort ?? view?.sort[0]}
              onSort={setSort}
            />
          )}
        </div>
      )}
    </Frame>
  );
}
