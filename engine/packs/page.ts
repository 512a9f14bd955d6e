import type { JsonObject } from '../core/json.ts';
import type { Text } from '../core/text.ts';

/** A page composed of blocks, each showing another definition. */
export type Page = { key: string; title: Text; blocks: PageBlock[]; json: JsonObject };
export type PageBlock =
  | { type: 'dashboard'; dashboard: string }
  | { type: 'view'; form: string; view?: string }
  | { type: 'text'; text: Text };
