import type { Text } from '../core/text.ts';
import type { DefinitionKind } from '../wire/index.ts';
import type { Pack } from './pack.ts';

/** What every part of the product asks of a kind of definition. How its JSON is read stands in `definition-kinds.ts`. */
type KindFacts = {
  /** Its folder in a pack, and its map in a parsed one. */
  folder: keyof Pack & string;
  /** Within a sentence. */
  title: Text;
};

/** In the order in which the studio lists them. */
export const kindFacts = {
  form: { folder: 'forms', title: { en: 'form', 'zh-CN': '表单' } },
  workflow: { folder: 'workflows', title: { en: 'workflow', 'zh-CN': '流程' } },
  dashboard: { folder: 'dashboards', title: { en: 'dashboard', 'zh-CN': '看板' } },
  dataset: { folder: 'datasets', title: { en: 'dataset', 'zh-CN': '数据集' } },
  template: { folder: 'templates', title: { en: 'template', 'zh-CN': '模板' } },
  options: { folder: 'options', title: { en: 'option set', 'zh-CN': '选项集' } },
  roles: { folder: 'roles', title: { en: 'set of roles', 'zh-CN': '角色定义' } },
  page: { folder: 'pages', title: { en: 'page', 'zh-CN': '页面' } },
  scenario: { folder: 'scenarios', title: { en: 'scenario', 'zh-CN': '场景' } },
} as const satisfies { [K in DefinitionKind]: KindFacts };

export const definitionKinds = Object.keys(kindFacts) as DefinitionKind[];

/** Kinds whose definitions a parsed pack keeps by their own keys. Roles are kept as one list. */
export type KeyedKind = Exclude<DefinitionKind, 'roles'>;

export const keyedKinds = definitionKinds.filter((kind): kind is KeyedKind => kind !== 'roles');
