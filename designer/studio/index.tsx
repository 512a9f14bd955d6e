import { addTexts } from '../ui/i18n.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { studio as en } from '../ui/texts/en/studio.ts';
import { studio as zhCN } from '../ui/texts/zh-CN/studio.ts';
import { useTexts } from '../ui/useTexts.ts';

addTexts('studio', { en, 'zh-CN': zhCN });

/** Everything under /studio. */
export default function Studio() {
  const t = useTexts('studio');
  return <PageHeader title={t('title')} />;
}
