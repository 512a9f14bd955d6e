import { addTexts } from '../ui/i18n.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { admin as en } from '../ui/texts/en/admin.ts';
import { admin as zhCN } from '../ui/texts/zh-CN/admin.ts';
import { useTexts } from '../ui/useTexts.ts';

addTexts('admin', { en, 'zh-CN': zhCN });

/** Everything under /admin. */
export default function Admin() {
  const t = useTexts('admin');
  return <PageHeader title={t('title')} />;
}
