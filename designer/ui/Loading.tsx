import { Spin } from 'antd';
import { useTexts } from './useTexts.ts';

/** Shown while something is fetched; `page` fills the window. */
export function Loading({ page = false }: { page?: boolean }) {
  const t = useTexts();
  return (
    <div className={page ? 'dg-loading dg-loading-page' : 'dg-loading'} role="status">
      <Spin delay={150} />
      <span className="dg-visually-hidden">{t('loading')}</span>
    </div>
  );
}
