import { BellOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Badge, Button, Drawer, Popover } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Notice } from '../../engine/index.ts';
import { homeQuery, noticesQuery, readNotices } from '../api/session.ts';
import { Ago } from './Ago.tsx';
import { Loading } from './Loading.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';
import { usePhone } from './useMedia.ts';
import { useTexts } from './useTexts.ts';

/** The bell: how many notices are unread, and the newest of them. */
export function Notices() {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const { data: home } = useQuery(homeQuery);
  const unread = home?.badges.notices ?? 0;
  const phone = usePhone();
  const bell = (
    <Badge count={unread} size="small" offset={[-9, 9]}>
      <Button
        type="text"
        icon={<BellOutlined aria-hidden="true" />}
        aria-label={unread > 0 ? `${t('notices')}: ${unread}` : t('notices')}
        aria-expanded={open}
        {...(phone && { onClick: () => setOpen(true) })}
      />
    </Badge>
  );
  const list = <NoticeList onChosen={() => setOpen(false)} />;
  // A phone has no room beside the bell: the whole width is the list's.
  if (phone)
    return (
      <>
        {bell}
        <Drawer
          open={open}
          onClose={() => setOpen(false)}
          placement="bottom"
          size="80dvh"
          destroyOnHidden
          aria-label={t('notices')}
          rootClassName="dg-notices-sheet"
        >
          {list}
        </Drawer>
      </>
    );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      // Always given: a popover without content never opens. It is drawn, and asks for the notices, only once it does.
      destroyOnHidden
      content={list}
    >
      {bell}
    </Popover>
  );
}

function NoticeList({ onChosen }: { onChosen: () => void }) {
  const t = useTexts();
  const queries = useQueryClient();
  const { data, error, isPending, refetch } = useQuery(noticesQuery);
  const read = async (ids?: string[]) => {
    await readNotices(ids);
    await Promise.all([queries.invalidateQueries(noticesQuery), queries.invalidateQueries(homeQuery)]);
  };
  if (!data) return isPending ? <Loading /> : <ProblemAlert error={error} onRetry={() => void refetch()} />;
  return (
    <section className="dg-notices" aria-label={t('notices')}>
      <div className="dg-spread">
        <h2>{t('notices')}</h2>
        {data.items.some((notice) => !notice.read) && (
          <Button type="link" size="small" onClick={() => void read()}>
            {t('markAllRead')}
          </Button>
        )}
      </div>
      {data.items.length === 0 && <p className="dg-soft dg-notices-empty">{t('noNotices')}</p>}
      <ul className="dg-plain">
        {data.items.map((notice) => (
          <li key={notice.id} className={notice.read ? 'dg-notice' : 'dg-notice dg-notice-unread'}>
            <Link
              to={addressOfNotice(notice)}
              onClick={() => {
                if (!notice.read) void read([notice.id]);
                onChosen();
              }}
            >
              <span className="dg-notice-title">
                {notice.title}
                {!notice.read && <span className="dg-visually-hidden"> ({t('unread')})</span>}
              </span>
              <span className="dg-notice-text dg-soft">{notice.text}</span>
              <span className="dg-faint">
                <Ago at={notice.at} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function addressOfNotice({ link }: Notice): string {
  if (!link) return '/';
  if (link.kind === 'task') return `/tasks/${link.id}`;
  if (link.kind === 'case') return `/cases/${link.id}`;
  return `/forms/${link.form}/records/${link.id}`;
}
