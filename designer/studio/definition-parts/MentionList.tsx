import { isText } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { type Mention, refOf } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';

/** The definitions that mention something, each once with how often; a click opens it there. */
export function MentionList({ mentions, onShow }: { mentions: readonly Mention[]; onShow?(): void }) {
  const t = useTexts('designers');
  const say = useLocalise();
  const { document, show } = useStudio();
  const byDefinition = new Map<string, Mention[]>();
  for (const one of mentions) byDefinition.set(refOf(one.ref), [...(byDefinition.get(refOf(one.ref)) ?? []), one]);
  return (
    <ul className="dg-plain dg-mentions">
      {[...byDefinition].map(([key, [first, ...others]]) => {
        if (!first) return null;
        const title = document.definitions[key]?.title;
        return (
          <li key={key}>
            <button
              type="button"
              className="dg-chip"
              onClick={() => {
                onShow?.();
                show(first.ref, first.path);
              }}
            >
              {t('mention', {
                kind: t(`studio:kind-${first.ref.kind}`),
                title: isText(title) ? say(title) : first.ref.key,
                count: others.length + 1,
              })}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
