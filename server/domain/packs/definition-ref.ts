import type { DefinitionKind } from '../../../engine/index.ts';

export type DefinitionRef = { pack: string; kind: DefinitionKind | 'pack'; key: string };
