import { type DefinitionKind, kindFacts } from '../../../engine/index.ts';

/** Where a definition stands below the folder of packs. */
export function fileOf(pack: string, kind: DefinitionKind | 'pack', key: string): string {
  return kind === 'pack' ? `${pack}/pack.json` : `${pack}/${kindFacts[kind].folder}/${key}.json`;
}
