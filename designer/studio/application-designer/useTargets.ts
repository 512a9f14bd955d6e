import { isText, type JsonObject } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { parseRef } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';

/** What an entry of a menu may lead to. */
export type TargetKind = 'form' | 'dashboard' | 'page';
export type Target = { kind: TargetKind; items: { key: string; title: string }[] };

const targetKinds = ['form', 'dashboard', 'page'] as const;

/** Where an entry leads; undefined where it says nothing, or says it in more than one way. */
export function targetOf(entry: JsonObject): { kind: TargetKind; key: string } | undefined {
  const named = targetKinds.flatMap((kind) => (typeof entry[kind] === 'string' ? [{ kind, key: entry[kind] }] : []));
  return named.length === 1 ? named[0] : undefined;
}

/** The draft's definitions of the kinds, and those of the packs that it builds on; kinds without any are left out. */
export function useTargets(kinds: readonly TargetKind[]): Target[] {
  const say = useLocalise();
  const { document, draft } = useStudio();
  const own = Object.entries(document.definitions).map(([ref, json]) => ({ ...parseRef(ref), json }));
  const all = [...own, ...(draft.required ?? []).flatMap(({ definitions }) => definitions)];
  return kinds.flatMap((kind) => {
    const items = all.flatMap((one) => {
      if (one.kind !== kind) return [];
      const { title } = one.json;
      return [{ key: one.key, title: (isText(title) && say(title)) || one.key }];
    });
    return items.length === 0 ? [] : [{ kind, items }];
  });
}
