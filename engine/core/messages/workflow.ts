import type { Text } from '../text.ts';

/** Workflows, cases and tasks. `{param}` is filled in. */
export const workflowMessages = {} as const satisfies Record<string, Text>;
