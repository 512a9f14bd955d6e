import type { Text } from '../text.ts';

/** Forms. `{param}` is filled in. */
export const formMessages = {} as const satisfies Record<string, Text>;
