import { MenuOutlined, UserOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Dropdown } from 'antd';
import { Suspense, useEffect, useRef, useState } from 'react';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { homeQuery } from '../api/session.ts';
import { BottomBar } from './BottomBar.tsx';
import { BrandMark } from './Brand.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { LiveEvents } from './LiveEvents.tsx';
import { Loading } from './Loading.tsx';
import { Navigation } from './Navigation.tsx';
import { Notices } from './Notices.tsx';
import { ProofDialog } from './ProofDialog.tsx';
import { SessionOverlay } from './SessionOverlay.tsx';
import { useSession } from './session.tsx';
import { useLeave } from './useLeave.ts';
import { useLocalise } from './useLocale.ts';
import { usePhone } from './useMedia.ts';
import { useTexts } from './useTexts.ts';

/** The frame of every page: navigation beside (below, on a phone), the bar above, the page in the middle. */
export function Shell() {
  const t = useTexts();
  const phone = usePhone();
  const [menuOpen, setMenuOpen] = useState(false);
  const { pathname } = useLocation();
  const { data: home } = useQuery(homeQuery);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);

  // A new page starts at its top, and the keyboard and screen reader start there too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what is waited for
  useEffect(() => {
    setMenuOpen(false);
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className="dg-shell">
      <a className="dg-skip" href="#main">
        {t('skipToContent')}
      </a>
      <header className="dg-topbar dg-no-print">
        <Link to="/" className="dg-brand" aria-label={`${t('product')}: ${t('home')}`}>
          <BrandMark />
          <span>{t('product')}</span>
        </Link>
        <div className="dg-topbar-end">
          {!phone && <LanguageSwitch />}
          <Notices />
          <AccountMenu />
        </div>
      </header>
      {!phone && (
        <nav className="dg-sider dg-no-print" aria-label={t('mainNavigation')}>
          <div className="dg-sider-inner">
            <Navigation home={home} />
          </div>
        </nav>
      )}
      <main id="main" ref={main} tabIndex={-1} className="dg-main">
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      {phone && (
        <>
          <BottomBar
            home={home}
            menuOpen={menuOpen}
            onMenu={() => setMenuOpen(true)}
            menuIcon={<MenuOutlined aria-hidden="true" />}
          />
          <Drawer
            open={menuOpen}
            onClose={() => setMenuOpen(false)}
            placement="left"
            size={288}
            title={t('menu')}
            className="dg-drawer-nav"
          >
            <nav aria-label={t('mainNavigation')}>
              <Navigation home={home} />
            </nav>
            <LanguageSwitch />
          </Drawer>
        </>
      )}
      <ConnectionBanner />
      <ProofDialog />
      <SessionOverlay />
      <LiveEvents />
    </div>
  );
}

function AccountMenu() {
  const t = useTexts();
  const { actor, units } = useSession();
  const say = useLocalise();
  const leave = useLeave();
  const navigate = useNavigate();
  const unit = units.find(({ id }) => id === actor.unit);
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          {
            key: 'who',
            type: 'group',
            label: [say(actor.title), unit && say(unit.title)].filter(Boolean).join(' · '),
          },
          { key: 'profile', label: t('profile') },
          { type: 'divider' },
          { key: 'leave', label: t('signOut') },
        ],
        onClick: ({ key }) => {
          if (key === 'leave') void leave();
          else void navigate('/profile');
        },
      }}
    >
      <Button
        type="text"
        icon={<UserOutlined aria-hidden="true" />}
        aria-label={t('account', { name: say(actor.title) })}
        aria-haspopup="menu"
      >
        <span className="dg-account-name">{say(actor.title)}</span>
      </Button>
    </Dropdown>
  );
}
