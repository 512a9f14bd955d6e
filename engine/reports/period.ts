export const periodPresets = [
  'today',
  'this-week',
  'this-month',
  'last-month',
  'this-quarter',
  'this-year',
  'last-12-months',
  'last-24-months',
  'all',
] as const;
export type PeriodPreset = (typeof periodPresets)[number];
/** A preset, or dates of one's own; either end may be open. */
export type PeriodValue = PeriodPreset | { from?: string; to?: string };
/** Whole days, both ends included. */
export type DateRange = { from?: string; to?: string };
