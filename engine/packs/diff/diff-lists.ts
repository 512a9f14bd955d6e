import { own } from '../../core/json.ts';
import type { Text } from '../../core/text.ts';
import type { OptionSet } from '../../fields/index.ts';
import type { Pack, RoleDefinition } from '../pack.ts';
import type { Template } from '../template.ts';
import { appearance, behaviour, compareKeys, type Difference, retitled, sameJson } from './entry.ts';
import { listWords } from './rule-words.ts';

export function diffOptions(before: OptionSet, after: OptionSet): Difference[] {
  const byKey = (set: OptionSet) => Object.fromEntries(set.items.map((item) => [item.key, item]));
  const found = [
    ...retitled(before.title, after.title),
    ...compareKeys(byKey(before), byKey(after), {
      added: (_, { title }) => [behaviour('diff/option-added', { option: title })],
      removed: (_, { title }) => [behaviour('diff/option-removed', { option: title })],
      both: (_, a, b) => [
        ...retitled(a.title, b.title),
        ...(a.retired === b.retired
          ? []
          : [behaviour(b.retired ? 'diff/option-retired' : 'diff/option-restored', { option: b.title })]),
        ...(a.parent === b.parent ? [] : [behaviour('diff/option-moved', { option: b.title })]),
      ],
    }),
  ];
  const order = (set: OptionSet, other: OptionSet) =>
    set.items.map(({ key }) => key).filter((key) => other.items.some((item) => item.key === key));
  return sameJson(order(before, after), order(after, before)) ? found : [...found, appearance('diff/option-order', {})];
}

const permissionTitles: { [permission: string]: Text } = {
  studio: { en: 'the studio', 'zh-CN': '设计器' },
  publish: { en: 'publishing', 'zh-CN': '发布' },
  people: { en: 'people and units', 'zh-CN': '人员与机构' },
  operations: { en: 'operations', 'zh-CN': '运行管理' },
  audit: { en: 'the audit log', 'zh-CN': '审计日志' },
};

export function diffRoles(before: Pack['roles'], after: Pack['roles']): Difference[] {
  const granted = ({ permissions }: RoleDefinition): Text =>
    permissions.length === 0
      ? { en: 'nothing beside forms', 'zh-CN': '（无）' }
      : listWords(permissions.map((each) => own(permissionTitles, each) ?? each));
  return compareKeys(before, after, {
    added: (_, role) => [behaviour('diff/role-added', { role: role.title, granted: granted(role) })],
    removed: (_, role) => [behaviour('diff/role-removed', { role: role.title })],
    both: (_, a, b) => [
      ...retitled(a.title, b.title),
      ...(sameJson([...a.permissions].sort(), [...b.permissions].sort())
        ? []
        : [behaviour('diff/role-permissions', { role: b.title, before: granted(a), after: granted(b) })]),
      ...(a.mfa === b.mfa
        ? []
        : [behaviour(b.mfa ? 'diff/role-mfa-required' : 'diff/role-mfa-gone', { role: b.title })]),
    ],
  });
}

export function diffTemplate(before: Template, after: Template): Difference[] {
  const found = retitled(before.title, after.title);
  if (before.channel !== after.channel)
    found.push(behaviour('diff/template-channel', { before: before.channel, after: after.channel }));
  const wording = (template: Template) => [template.subject, template.body, template.format];
  return sameJson(wording(before), wording(after)) ? found : [...found, appearance('diff/template-wording', {})];
}
