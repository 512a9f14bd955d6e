import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Pagination } from 'antd';
import { useState } from 'react';
import type { IssuedPassword, PersonView } from '../../engine/index.ts';
import { peopleQuery, rolesQuery, unitsQuery } from '../api/admin.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { StatusTag } from '../ui/StatusTag.tsx';
import { useLocale, useLocalise } from '../ui/useLocale.ts';
import { useMoment } from '../ui/useMoment.ts';
import { useTexts } from '../ui/useTexts.ts';
import { IssuedPasswordDialog } from './IssuedPasswordDialog.tsx';
import { PersonDrawer } from './PersonDrawer.tsx';
import { RowList } from './RowList.tsx';

const SIZE = 20;

/** The people of the tenant: found by name, added, given roles and a unit, given a new password, switched off. */
export function PeoplePage() {
  const t = useTexts('admin');
  const say = useLocalise();
  const locale = useLocale();
  const moment = useMoment();
  const [q, setQ] = useState('');
  const [page, setPage] = useState(1);
  const [edited, setEdited] = useState<PersonView | 'new'>();
  const [issued, setIssued] = useState<IssuedPassword>();
  const people = useQuery(peopleQuery({ page, size: SIZE, ...(q.trim() && { q: q.trim() }) }));
  const roles = useQuery(rolesQuery);
  const units = useQuery(unitsQuery);
  const roleTitle = (key: string) => say(roles.data?.find((role) => role.key === key)?.title) || key;
  const unitTitle = (id: string) => say(units.data?.find((unit) => unit.id === id)?.title) || id;
  return (
    <>
      <PageHeader
        title={t('people')}
        actions={
          <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setEdited('new')}>
            {t('addPerson')}
          </Button>
        }
      />
      <Input.Search
        className="dg-admin-search"
        value={q}
        allowClear
        placeholder={t('searchPeople')}
        aria-label={t('searchPeople')}
        onChange={(event) => {
          setQ(event.target.value);
          setPage(1);
        }}
      />
      <ProblemAlert error={people.error} onRetry={() => void people.refetch()} />
      {people.isPending && <Loading />}
      {people.data?.items.length === 0 && <EmptyState title={t('nobodyFound')} />}
      {people.data && people.data.items.length > 0 && (
        <RowList
          rows={people.data.items}
          columns={[
            { key: 'title', title: t('personTitle'), cell: (person) => <strong>{say(person.title)}</strong> },
            { key: 'name', title: t('signInName'), cell: (person) => person.name },
            { key: 'unit', title: t('unit'), cell: (person) => unitTitle(person.unit) },
            {
              key: 'roles',
              title: t('roles'),
              cell: (person) => person.roles.map(roleTitle).join(locale === 'zh-CN' ? '、' : ', '),
            },
            { key: 'status', title: t('status'), cell: (person) => <PersonStatus person={person} /> },
            {
              key: 'lastSignInAt',
              title: t('lastSignIn'),
              cell: (person) => (person.lastSignInAt ? moment(person.lastSignInAt) : t('never')),
            },
          ]}
          actions={(person) => (
            <Button size="small" onClick={() => setEdited(person)} aria-label={`${t('edit')} ${say(person.title)}`}>
              {t('edit')}
            </Button>
          )}
        />
      )}
      {(people.data?.total ?? 0) > SIZE && (
        <Pagination
          current={page}
          pageSize={SIZE}
          total={people.data?.total ?? 0}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
      {edited !== undefined && (
        <PersonDrawer
          person={edited === 'new' ? undefined : edited}
          roles={roles.data ?? []}
          units={units.data ?? []}
          onClose={() => setEdited(undefined)}
          onIssued={setIssued}
        />
      )}
      {issued && <IssuedPasswordDialog issued={issued} onClose={() => setIssued(undefined)} />}
    </>
  );
}

function PersonStatus({ person }: { person: PersonView }) {
  const t = useTexts('admin');
  if (!person.active) return <StatusTag title={t('inactive')} look="ended" />;
  if (person.awaits) return <StatusTag title={t('awaits')} look="going" />;
  if (person.locked) return <StatusTag title={t('locked')} look="bad" />;
  if (person.mustChangePassword) return <StatusTag title={t('mustChange')} look="going" />;
  return <StatusTag title={t('active')} look="good" />;
}
