/** What days are gathered into. Weeks begin on Monday. */
export const buckets = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Bucket = (typeof buckets)[number];
