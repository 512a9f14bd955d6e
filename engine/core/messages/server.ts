import type { Text } from '../text.ts';

/** Requests, sign-in and operations. `{param}` is filled in. */
export const serverMessages = {} as const satisfies Record<string, Text>;
