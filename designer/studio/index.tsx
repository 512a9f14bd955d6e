import { Navigate, Route, Routes } from 'react-router';
import { addTexts } from '../ui/i18n.ts';
import { NotFound } from '../ui/NotFound.tsx';
import { usePermission } from '../ui/session.tsx';
import { applications as applicationsEn } from '../ui/texts/en/applications.ts';
import { designers as designersEn } from '../ui/texts/en/designers.ts';
import { studio as en } from '../ui/texts/en/studio.ts';
import { applications as applicationsZh } from '../ui/texts/zh-CN/applications.ts';
import { designers as designersZh } from '../ui/texts/zh-CN/designers.ts';
import { studio as zhCN } from '../ui/texts/zh-CN/studio.ts';
import { PackList } from './PackList.tsx';
import './studio.css';
import './kinds.css';
import { Workspace } from './workspace/Workspace.tsx';

addTexts('studio', { en, 'zh-CN': zhCN });
addTexts('applications', { en: applicationsEn, 'zh-CN': applicationsZh });
addTexts('designers', { en: designersEn, 'zh-CN': designersZh });

/** Everything under /studio. */
export default function Studio() {
  const allowed = usePermission('studio');
  if (!allowed) return <NotFound />;
  return (
    <Routes>
      <Route index element={<PackList />} />
      <Route path=":pack" element={<Workspace />} />
      <Route path=":pack/:kind/:key" element={<Workspace />} />
      <Route path="*" element={<Navigate to="/studio" replace />} />
    </Routes>
  );
}
