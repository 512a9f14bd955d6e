import type { DefinitionKind } from '../../../engine/index.ts';

/** The folder of each kind in a pack. */
export const folderOf = {
  form: 'forms',
  workflow: 'workflows',
  dashboard: 'dashboards',
  dataset: 'datasets',
  template: 'templates',
  options: 'options',
  roles: 'roles',
  page: 'pages',
  scenario: 'scenarios',
} as const satisfies Record<DefinitionKind, string>;

export const definitionKinds = Object.keys(folderOf) as DefinitionKind[];

/** Where a definition stands below the folder of packs. */
export function fileOf(pack: string, kind: DefinitionKind | 'pack', key: string): string {
  return kind === 'pack' ? `${pack}/pack.json` : `${pack}/${folderOf[kind]}/${key}.json`;
}
