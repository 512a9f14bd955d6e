import { isText, type LocatedIssue } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useProblemWords } from '../definition-parts/problem-words.ts';
import { packRef, refOf } from '../document/index.ts';
import { useStudio } from './studio-context.ts';

/** Problems of the draft; a click opens the definition there. */
export function ProblemList({ problems, onShow }: { problems: LocatedIssue[]; onShow?(): void }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const wordsOf = useProblemWords();
  const { show, document } = useStudio();
  const titleOf = (kind: string, key: string) => {
    const title = document.definitions[kind === 'pack' ? refOf(packRef) : `${kind}/${key}`]?.title;
    return isText(title) ? say(title) : key;
  };
  return (
    <ul className="dg-plain dg-problem-list">
      {problems.map((found) => {
        const { kind, key, path, code, message, severity } = found;
        return (
          <li key={`${kind} ${key} ${path} ${code} ${message}`}>
            <button
              type="button"
              className={`dg-problem dg-problem-${severity}`}
              onClick={() => {
                show(kind === 'pack' ? packRef : { kind, key }, path);
                onShow?.();
              }}
            >
              <span className="dg-problem-severity">{t(severity)}</span>
              <span className="dg-problem-words">{wordsOf(found)}</span>
              <span className="dg-faint">
                {titleOf(kind, key)} <code>{path}</code>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
