import type { Text } from '../text.ts';

/** Rules. `{param}` is filled in. */
export const ruleMessages = {} as const satisfies Record<string, Text>;
