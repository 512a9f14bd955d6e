import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { isText } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useStudio } from './studio-context.ts';

/** Every problem of the draft; a click opens the definition there. */
export function ProblemsPanel({ onClose }: { onClose(): void }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const { problems, show, document } = useStudio();
  const titleOf = (kind: string, key: string) => {
    const title = document.definitions[`${kind}/${key}`]?.title;
    return isText(title) ? say(title) : key;
  };
  return (
    <section aria-label={t('problemsPanel')}>
      <div className="dg-spread">
        <h2>{t('problems', { count: problems.length })}</h2>
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden="true" />}
          aria-label={t('shell:close')}
          onClick={onClose}
        />
      </div>
      {problems.length === 0 ? (
        <p className="dg-soft">{t('noProblems')}</p>
      ) : (
        <ul className="dg-plain dg-problem-list">
          {problems.map((found) => (
            <li key={`${found.kind} ${found.key} ${found.path} ${found.code} ${found.message}`}>
              <button
                type="button"
                className={`dg-problem dg-problem-${found.severity}`}
                disabled={found.kind === 'pack'}
                onClick={() => found.kind !== 'pack' && show({ kind: found.kind, key: found.key }, found.path)}
              >
                <span className="dg-problem-severity">{t(found.severity)}</span>
                <span>{found.message}</span>
                <span className="dg-faint">
                  {titleOf(found.kind, found.key)} <code>{found.path}</code>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
