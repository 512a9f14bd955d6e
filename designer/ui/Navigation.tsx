import { Badge } from 'antd';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { Home, NavigationItem } from '../../engine/index.ts';
import { Icon } from './Icon.tsx';
import { usePermission } from './session.tsx';
import { useLocalise } from './useLocale.ts';
import { useTexts } from './useTexts.ts';

const places = {
  form: { under: '/forms', icon: 'form' },
  dashboard: { under: '/dashboards', icon: 'dashboard' },
  page: { under: '/pages', icon: 'appstore' },
} as const satisfies Record<NavigationItem['kind'], { under: string; icon: string }>;

/** Every place that this person may go to. */
export function Navigation({ home }: { home: Home | undefined }) {
  const t = useTexts();
  const say = useLocalise();
  const studio = usePermission('studio', 'publish');
  const admin = usePermission('people', 'operations', 'audit');
  return (
    <div className="dg-nav">
      <ul className="dg-plain">
        <Place to="/" end icon="home">
          {t('home')}
        </Place>
        <Place to="/inbox" icon="inbox" count={home?.badges.todo}>
          {t('inbox')}
        </Place>
      </ul>
      {home && home.navigation.length > 0 && (
        <>
          <h2 className="dg-nav-title">{t('applications')}</h2>
          <ul className="dg-plain">
            {home.navigation.map((item) => (
              <Place
                key={`${item.kind} ${item.key}`}
                to={`${places[item.kind].under}/${item.key}`}
                icon={item.icon ?? places[item.kind].icon}
              >
                {say(item.title)}
              </Place>
            ))}
          </ul>
        </>
      )}
      {(studio || admin) && (
        <>
          <h2 className="dg-nav-title">{t('more')}</h2>
          <ul className="dg-plain">
            {studio && (
              <Place to="/studio" icon="tool">
                {t('studio')}
              </Place>
            )}
            {admin && (
              <Place to="/admin" icon="setting" count={home?.badges.incidents}>
                {t('admin')}
              </Place>
            )}
          </ul>
        </>
      )}
    </div>
  );
}

type PlaceProps = { to: string; icon: string; end?: boolean; count?: number; children: ReactNode };

function Place({ to, icon, end = false, count = 0, children }: PlaceProps) {
  return (
    <li>
      <NavLink to={to} end={end} className="dg-place">
        <Icon name={icon} />
        <span className="dg-place-name">{children}</span>
        {count > 0 && <Badge count={count} overflowCount={99} className="dg-place-count" />}
      </NavLink>
    </li>
  );
}
