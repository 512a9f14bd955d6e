import type { Text } from '../text.ts';

/** Values of fields and their declarations. `{param}` is filled in. */
export const fieldMessages = {} as const satisfies Record<string, Text>;
