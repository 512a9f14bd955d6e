import type { Text } from '../text.ts';

/** Datasets and dashboards. `{param}` is filled in. */
export const reportMessages = {} as const satisfies Record<string, Text>;
