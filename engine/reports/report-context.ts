import type { Actor, Organisation } from '../access/organisation.ts';
import type { Locale, Text } from '../core/text.ts';
import type { OptionSet } from '../fields/index.ts';
import type { Environment } from '../rules/index.ts';

/** Who asks, when, in which language, and where the titles of keys come from. `reportContext` of packs builds one. */
export type ReportContext = {
  locale: Locale;
  actor: Actor;
  env: Environment;
  organisation: Organisation;
  options(key: string): OptionSet | undefined;
  /** Title of a state; without a workflow, of any that has it. */
  stateTitle(state: string, workflow?: string): Text | undefined;
};
