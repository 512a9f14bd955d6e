import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { usePhone } from '../../ui/useMedia.ts';
import { useTexts } from '../../ui/useTexts.ts';

/** What is selected, edited beside the drawing; on a phone above it, until it is closed. */
export function SidePanel({ open, onClose, children }: { open: boolean; onClose(): void; children: ReactNode }) {
  const t = useTexts('studio');
  const phone = usePhone();
  if (phone)
    return (
      <Drawer open={open} placement="bottom" size="82%" title={t('properties')} onClose={onClose} destroyOnHidden>
        {children}
      </Drawer>
    );
  return (
    <aside className="dg-panel" aria-label={t('properties')}>
      {children}
    </aside>
  );
}
