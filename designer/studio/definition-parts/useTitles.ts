import { type DefinitionKind, isText } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { parseRef } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';

/** The definitions of a kind, as a list to choose from. */
export function useTitles(kind: DefinitionKind): { value: string; label: string }[] {
  const say = useLocalise();
  const { document } = useStudio();
  return Object.entries(document.definitions).flatMap(([ref, { title }]) => {
    const { kind: its, key } = parseRef(ref);
    return its === kind ? [{ value: key, label: (isText(title) && say(title)) || key }] : [];
  });
}
