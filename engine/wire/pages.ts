import type { Text } from '../core/text.ts';

/** `GET /pages/:key`: the blocks that this actor may see, in their order. */
export type PageScreen = { key: string; title: Text; pack: string; release: number; blocks: ShownBlock[] };

/** A view that is absent is the form's list without one. */
export type ShownBlock =
  | { type: 'dashboard'; dashboard: string; title: Text }
  | { type: 'view'; form: string; view?: string; title: Text }
  | { type: 'text'; text: Text };
