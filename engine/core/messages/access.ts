import type { Text } from '../text.ts';

/** Rights. `{param}` is filled in. */
export const accessMessages = {} as const satisfies Record<string, Text>;
