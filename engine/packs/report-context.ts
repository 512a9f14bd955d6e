import type { Actor, Organisation } from '../access/organisation.ts';
import type { Locale } from '../core/text.ts';
import type { ReportContext } from '../reports/index.ts';
import type { Environment } from '../rules/index.ts';
import type { Pack } from './pack.ts';

/** The titles that a pack's dashboards need, for one reader. */
export declare function reportContext(
  pack: Pack,
  reader: { actor: Actor; locale: Locale; env: Environment; organisation: Organisation },
): ReportContext;
