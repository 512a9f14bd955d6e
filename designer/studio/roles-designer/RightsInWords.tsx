import { own, type RoleAccess, type RowScope } from '../../../engine/index.ts';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { type Say, useTexts } from '../../ui/useTexts.ts';
import { useStudio } from '../workspace/studio-context.ts';

/** What a role may do with the records of each form. */
export function RightsInWords({ role }: { role: string }) {
  const t = useTexts('designers');
  const say = useLocalise();
  const locale = useLocale();
  const { partial } = useStudio();
  const [between, after] = locale === 'zh-CN' ? ['、', '；'] : [', ', '; '];
  const lines = Object.values(partial.forms).flatMap((form) => {
    const access = own(form.access, role);
    const rights = access ? rightsOf(access, t) : [];
    return rights.length === 0 ? [] : [t('formRights', { form: say(form.title), rights: rights.join(between) })];
  });
  return <>{lines.length === 0 ? t('noRights') : lines.join(after)}</>;
}

function rightsOf(access: RoleAccess, t: Say<'designers'>): string[] {
  const verbs = (['read', 'update', 'delete'] as const).flatMap((verb) =>
    access[verb] === 'none' ? [] : [t(`right-${verb}`, { rows: t(`rows-${wordOf(access[verb])}`) })],
  );
  const differing = Object.keys(access.fields).length;
  return [
    ...(access.create === 'none' ? [] : [t('right-create')]),
    ...verbs,
    ...(differing === 0 ? [] : [t('fieldsDiffer', { count: differing })]),
  ];
}

function wordOf(scope: RowScope): 'own' | 'unit' | 'unit-tree' | 'all' | 'rule' {
  return scope === 'own' || scope === 'unit' || scope === 'unit-tree' || scope === 'all' ? scope : 'rule';
}
