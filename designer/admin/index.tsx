import { Link, Navigate, Route, Routes, useLocation } from 'react-router';
import type { Permission } from '../../engine/index.ts';
import { addTexts } from '../ui/i18n.ts';
import { NotFound } from '../ui/NotFound.tsx';
import { useSession } from '../ui/session.tsx';
import { admin as en } from '../ui/texts/en/admin.ts';
import { admin as zhCN } from '../ui/texts/zh-CN/admin.ts';
import { useTexts } from '../ui/useTexts.ts';
import './admin.css';
import { AuditPage } from './AuditPage.tsx';
import { IncidentsPage } from './IncidentsPage.tsx';
import { PeoplePage } from './PeoplePage.tsx';
import { SettingsPage } from './SettingsPage.tsx';
import { TimersPage } from './TimersPage.tsx';

addTexts('admin', { en, 'zh-CN': zhCN });

const pages = [
  { path: 'people', label: 'people', anyOf: ['people'], Page: PeoplePage },
  { path: 'incidents', label: 'incidents', anyOf: ['operations'], Page: IncidentsPage },
  { path: 'timers', label: 'timers', anyOf: ['operations'], Page: TimersPage },
  { path: 'audit', label: 'audit', anyOf: ['audit'], Page: AuditPage },
  { path: 'settings', label: 'settings', anyOf: ['operations', 'audit'], Page: SettingsPage },
] as const satisfies readonly {
  path: string;
  label: string;
  anyOf: readonly Permission[];
  Page: () => React.ReactNode;
}[];

/** Everything under /admin: the pages that this person's roles open. */
export default function Admin() {
  const t = useTexts('admin');
  const { permissions } = useSession();
  const { pathname } = useLocation();
  const mine = pages.filter(({ anyOf }) => anyOf.some((one) => permissions.includes(one)));
  const [first] = mine;
  if (!first) return <NotFound />;
  return (
    <>
      <nav className="dg-admin-nav" aria-label={t('title')}>
        {mine.map(({ path, label }) => (
          <Link
            key={path}
            to={`/admin/${path}`}
            aria-current={pathname.startsWith(`/admin/${path}`) ? 'page' : undefined}
          >
            {t(label)}
          </Link>
        ))}
      </nav>
      <Routes>
        <Route index element={<Navigate to={`/admin/${first.path}`} replace />} />
        {mine.map(({ path, Page }) => (
          <Route key={path} path={path} element={<Page />} />
        ))}
        <Route path="*" element={<NotFound />} />
      </Routes>
    </>
  );
}
