import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTexts } from '../../ui/useTexts.ts';
import { ProblemList } from './ProblemList.tsx';
import { useStudio } from './studio-context.ts';

/** Every problem of the draft, below what is edited. */
export function ProblemsPanel({ onClose }: { onClose(): void }) {
  const t = useTexts('studio');
  const { problems } = useStudio();
  return (
    <section aria-label={t('problemsPanel')}>
      <div className="dg-spread">
        <h2>{problems.length === 0 ? t('problemsPanel') : t('problems', { count: problems.length })}</h2>
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden="true" />}
          aria-label={t('shell:close')}
          onClick={onClose}
        />
      </div>
      {problems.length === 0 ? <p className="dg-soft">{t('noProblems')}</p> : <ProblemList problems={problems} />}
    </section>
  );
}
