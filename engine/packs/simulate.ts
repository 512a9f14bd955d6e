import type { Organisation } from '../access/organisation.ts';
import type { Result } from '../core/result.ts';
import type { Locale } from '../core/text.ts';
import type { WorkCalendar } from '../rules/index.ts';
import type { SimulateInput, SimulateResult } from '../wire/index.ts';
import type { Pack } from './pack.ts';

/** `now` is used where the input names no time. */
export type SimulateContext = {
  organisation: Organisation;
  calendar: WorkCalendar;
  zone: string;
  now: string;
  locale: Locale;
};

/** Runs a workflow of the pack with the given decisions and nothing else: no store, no message, no number given. Fails when the workflow or person is unknown. */
export declare function simulate(pack: Pack, input: SimulateInput, ctx: SimulateContext): Result<SimulateResult>;
