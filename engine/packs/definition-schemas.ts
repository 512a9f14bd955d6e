import type { JsonObject } from '../core/json.ts';
import type { DefinitionKind } from '../wire/index.ts';

/** The published JSON Schema of each kind: for the studio, for editors and for the documentation. */
export declare const definitionSchemas: { [K in DefinitionKind | 'pack']: JsonObject };
