import type { Text } from '../text.ts';

/** Packs and releases. `{param}` is filled in. */
export const packMessages = {} as const satisfies Record<string, Text>;
