import type { Duration } from '../core/durations.ts';

/** When an `after` is due: a time after the state was entered, or relative to a date field of the form. */
export type Delay =
  | { from: 'entry'; duration: Duration }
  | { from: 'field'; field: string; duration?: Duration; before: boolean };
