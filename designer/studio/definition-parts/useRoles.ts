import { isJsonObject, isText } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { objectAt } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';

/** The roles that definitions of the draft may name: its own, and those of the packs that it builds on. */
export function useRoles(): { value: string; label: string }[] {
  const say = useLocalise();
  const { partial, draft } = useStudio();
  const own = Object.entries(partial.roles).map(([value, { title }]) => ({ value, label: say(title) }));
  const required = (draft.required ?? []).flatMap(({ definitions }) =>
    definitions.flatMap(({ kind, json }) =>
      kind === 'roles'
        ? Object.entries(objectAt(json, '/roles')).map(([value, role]) => {
            const title = isJsonObject(role) ? role.title : undefined;
            return { value, label: isText(title) ? say(title) : value };
          })
        : [],
    ),
  );
  return [...own, ...required.filter(({ value }) => !own.some((role) => role.value === value))];
}
