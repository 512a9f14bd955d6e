import { issue, messageOf } from '../core/issue.ts';
import { type JsonObject, own } from '../core/json.ts';
import type { Locale, Text } from '../core/text.ts';
import type { DefinitionKind, DiffResult } from '../wire/index.ts';
import { diffForm } from './diff/diff-form.ts';
import { diffOptions, diffRoles, diffTemplate } from './diff/diff-lists.ts';
import { diffDashboard, diffDataset } from './diff/diff-reports.ts';
import { diffWorkflow } from './diff/diff-workflow.ts';
import { appearance, behaviour, type DiffEntry, type Difference, retitled, sameJson } from './diff/entry.ts';
import type { Pack } from './pack.ts';

/**
 * What is different in `after`, in sentences; without `before`, what there is now. Changes of behaviour come first.
 * `filed`: definitions (`kind/key`) that are there although `after` is without them, because they are broken.
 */
export function diffPacks(
  before: Pack | undefined,
  after: Pack,
  locale: Locale,
  filed: ReadonlySet<string> = new Set(),
): DiffResult['sentences'] {
  const entries = diffEntries(before, after).filter(
    ({ code, kind, key }) => code !== 'diff/definition-removed' || !filed.has(`${kind}/${key}`),
  );
  return [
    ...entries.filter((entry) => entry.importance === 'behaviour'),
    ...entries.filter((entry) => entry.importance === 'appearance'),
  ].map(({ kind, key, code, params, importance }) => ({
    kind,
    key,
    importance,
    text: messageOf(issue(code, '', params), locale),
  }));
}

const kindTitles: { [K in DefinitionKind]: Text } = {
  form: { en: 'form', 'zh-CN': '表单' },
  workflow: { en: 'workflow', 'zh-CN': '流程' },
  dashboard: { en: 'dashboard', 'zh-CN': '看板' },
  dataset: { en: 'dataset', 'zh-CN': '数据集' },
  template: { en: 'template', 'zh-CN': '模板' },
  options: { en: 'option set', 'zh-CN': '选项集' },
  roles: { en: 'set of roles', 'zh-CN': '角色定义' },
  page: { en: 'page', 'zh-CN': '页面' },
  scenario: { en: 'scenario', 'zh-CN': '场景' },
};

/** The same as data, without a language. */
export function diffEntries(before: Pack | undefined, after: Pack): DiffEntry[] {
  const roleTitle = (role: string) =>
    own(after.roles, role)?.title ?? (before && own(before.roles, role)?.title) ?? role;
  const form = (key: string) => own(after.forms, key);
  const maps = (pick: (pack: Pack) => { [key: string]: Definition }) =>
    [before ? pick(before) : {}, pick(after)] as const;
  return [
    ...packEntries(before, after),
    ...ofKind('form', before?.forms ?? {}, after.forms, (a, b) => diffForm(a, b, roleTitle)),
    ...ofKind('workflow', before?.workflows ?? {}, after.workflows, (a, b) =>
      diffWorkflow(a, b, { form: form(b.form), roleTitle }),
    ),
    ...ofKind('dashboard', before?.dashboards ?? {}, after.dashboards, (a, b) => diffDashboard(a, b, roleTitle)),
    ...ofKind('dataset', before?.datasets ?? {}, after.datasets, diffDataset),
    ...ofKind('options', before?.options ?? {}, after.options, diffOptions),
    ...ofKind('template', before?.templates ?? {}, after.templates, diffTemplate),
    ...ofKind('page', ...maps(({ pages }) => pages), changed),
    ...ofKind('scenario', ...maps(({ scenarios }) => scenarios), changed),
    ...diffRoles(before?.roles ?? {}, after.roles).map((found) => ({ kind: 'roles' as const, key: 'roles', ...found })),
  ];
}

type Definition = { title: Text; json?: JsonObject };

function ofKind<T extends Definition>(
  kind: DefinitionKind,
  before: { [key: string]: T },
  after: { [key: string]: T },
  diff: (a: T, b: T) => Difference[],
): DiffEntry[] {
  const params = ({ title }: T) => ({ kind: kindTitles[kind], title });
  const entries: DiffEntry[] = [];
  for (const [key, value] of Object.entries(after)) {
    const known = own(before, key);
    const found =
      known === undefined ? [behaviour('diff/definition-added', params(value))] : differences(known, value, diff);
    entries.push(...found.map((each) => ({ kind, key, ...each })));
  }
  for (const [key, value] of Object.entries(before)) {
    if (!Object.hasOwn(after, key)) entries.push({ kind, key, ...behaviour('diff/definition-removed', params(value)) });
  }
  return entries;
}

// What no sentence was found for is told all the same: silence would say that nothing changed.
function differences<T extends Definition>(before: T, after: T, diff: (a: T, b: T) => Difference[]): Difference[] {
  if (sameJson(before.json, after.json) && before.json !== undefined) return [];
  const found = diff(before, after);
  if (found.length > 0 || before.json === undefined) return found;
  return changed(before, after);
}

function changed(before: Definition, after: Definition): Difference[] {
  return sameJson(before.json, after.json) ? [] : [behaviour('diff/definition-changed', { title: after.title })];
}

function packEntries(before: Pack | undefined, after: Pack): DiffEntry[] {
  if (!before) return [];
  const found = retitled(before.title, after.title);
  if (!sameJson(before.requires, after.requires))
    found.push(behaviour('diff/requires', { before: before.requires, after: after.requires }));
  if (!sameJson(own(before.json, 'home'), own(after.json, 'home'))) found.push(appearance('diff/home', {}));
  if (!sameJson(before.description, after.description)) found.push(appearance('diff/description', {}));
  return found.map((each) => ({ kind: 'pack' as const, key: after.key, ...each }));
}
