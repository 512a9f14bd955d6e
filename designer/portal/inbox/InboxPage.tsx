import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Pagination, Tabs } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { type Box, boxes, tasksQuery } from '../../api/cases.ts';
import { homeQuery } from '../../api/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useRested } from '../../ui/useRested.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { BatchApprove } from './BatchApprove.tsx';
import { TaskCard } from './TaskCard.tsx';

const SIZE = 20;

/** What waits for the person, what they did, what they began, and their notices. */
export function InboxPage() {
  const t = useTexts('inbox');
  const [search, setSearch] = useSearchParams();
  const box = boxes.find((one) => one === search.get('box')) ?? 'todo';
  const { data: home } = useQuery(homeQuery);
  return (
    <div>
      <PageHeader title={t('title')} />
      <Tabs
        tabBarGutter={20}
        activeKey={box}
        onChange={(next) => setSearch(next === 'todo' ? {} : { box: next })}
        items={boxes.map((key) => ({
          key,
          label: key === 'todo' && home && home.badges.todo > 0 ? `${t(key)} (${home.badges.todo})` : t(key),
          children: key === box && <TaskBox key={key} box={key} />,
        }))}
      />
    </div>
  );
}

function TaskBox({ box }: { box: Box }) {
  const t = useTexts('inbox');
  const [search, setSearch] = useSearchParams();
  const q = search.get('q') ?? '';
  const page = Math.max(1, Number(search.get('page')) || 1);
  const change = (to: { q?: string; page?: number }) => {
    const next = new URLSearchParams(search);
    next.delete('page');
    if (to.q !== undefined) next.delete('q');
    if (to.q) next.set('q', to.q);
    if (to.page && to.page > 1) next.set('page', String(to.page));
    setSearch(next, { replace: to.page === undefined });
  };
  const [typed, setTyped] = useRested(q, (text) => change({ q: text }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { data, error, isPending, isFetching, refetch } = useQuery({
    ...tasksQuery({ box, page, size: SIZE, count: true, ...(q && { q }) }),
    placeholderData: keepPreviousData,
  });
  const together = (data?.items ?? []).filter(({ seen }) => seen !== undefined);
  const picked = together.filter(({ id }) => chosen.has(id));
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };

  return (
    <div className="dg-stack">
      <div className="dg-list-bar dg-inbox-bar">
        <Input.Search
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onSearch={(text) => change({ q: text })}
          placeholder={t('search')}
          aria-label={t('search')}
          allowClear
          className="dg-list-search"
        />
        {together.length > 1 && (
          <>
            <Checkbox
              checked={picked.length === together.length}
              indeterminate={picked.length > 0 && picked.length < together.length}
              onChange={({ target }) => setChosen(new Set(target.checked ? together.map(({ id }) => id) : []))}
            >
              {t('chooseAll')}
            </Checkbox>
            <BatchApprove tasks={picked} onDone={() => setChosen(new Set())}>
              {(open) => (
                <Button type="primary" disabled={picked.length === 0} onClick={open}>
                  {t('approveChosen', { count: picked.length })}
                </Button>
              )}
            </BatchApprove>
          </>
        )}
      </div>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
      {data?.items.length === 0 && (
        <div className="dg-card">
          <EmptyState title={q ? t('nothingFound') : t(box === 'todo' ? 'nothingTodo' : 'nothing')} />
        </div>
      )}
      {data && data.items.length > 0 && (
        <ul className="dg-plain dg-tasks" aria-busy={isFetching} aria-label={t(box)}>
          {data.items.map((task) => (
            <li key={task.id}>
              <TaskCard
                task={task}
                box={box}
                chosen={chosen.has(task.id)}
                onChoose={task.seen !== undefined && together.length > 1 ? (on) => toggle(task.id, on) : undefined}
              />
            </li>
          ))}
        </ul>
      )}
      {data?.total !== undefined && data.total > SIZE && (
        <Pagination
          align="end"
          current={page}
          pageSize={SIZE}
          total={data.total}
          showSizeChanger={false}
          onChange={(next) => change({ page: next })}
        />
      )}
    </div>
  );
}
