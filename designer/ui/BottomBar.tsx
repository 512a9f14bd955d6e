import { Badge } from 'antd';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { Home } from '../../engine/index.ts';
import { Icon } from './Icon.tsx';
import { useTexts } from './useTexts.ts';

type Props = { home: Home | undefined; menuOpen: boolean; onMenu: () => void; menuIcon: ReactNode };

/** Navigation under the thumb. */
export function BottomBar({ home, menuOpen, onMenu, menuIcon }: Props) {
  const t = useTexts();
  return (
    <nav className="dg-bottombar dg-no-print" aria-label={t('work')}>
      <NavLink to="/" end>
        <Icon name="home" />
        <span>{t('home')}</span>
      </NavLink>
      <NavLink to="/inbox">
        <Badge count={home?.badges.todo ?? 0} size="small" offset={[6, 0]}>
          <Icon name="inbox" />
        </Badge>
        <span>{t('inbox')}</span>
      </NavLink>
      <button type="button" onClick={onMenu} aria-expanded={menuOpen} aria-haspopup="dialog">
        {menuIcon}
        <span>{t('menu')}</span>
      </button>
    </nav>
  );
}
