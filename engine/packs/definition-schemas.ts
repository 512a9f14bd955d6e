import type { JsonObject } from '../core/json.ts';
import type { DefinitionKind } from '../wire/index.ts';
import { definitionTypes } from './definition-kinds.ts';
import { packSchema } from './pack-schema.ts';

/** The published JSON Schema of each kind: for the studio, for editors and for the documentation. */
export const definitionSchemas = Object.fromEntries([
  ['pack', packSchema],
  ...definitionTypes.map(({ kind, schema }) => [kind, schema]),
]) as {
  [K in DefinitionKind | 'pack']: JsonObject;
};
