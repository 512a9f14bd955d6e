import type { WorkCalendar } from '../core/calendar.ts';
import type { Json, JsonObject } from '../core/json.ts';

export type { WorkCalendar } from '../core/calendar.ts';

/** What a rule may ask of the organisation; `engine/access` answers it. */
export type OrganisationFacts = {
  isInUnit(unit: string, ancestor: string): boolean;
  hasRole(person: string, role: string): boolean;
  /** Every unit there is; a filter over units (`toQuery`) needs it, evaluation does not. */
  units?(): readonly { readonly id: string }[];
};

/** Everything that a rule may read; nothing else exists for it. */
export type Environment = {
  /** The root that `var` reads: a record's data, beside `actor`, `initiator`, `record`, `case` where the scope has them. */
  data: JsonObject;
  /** ISO 8601 UTC instant with milliseconds. `now` and `today` in rules come from here and from `zone`. */
  now: string;
  /** IANA time zone, for instance `Asia/Shanghai`. */
  zone: string;
  organisation: OrganisationFacts;
  calendar: WorkCalendar;
};

/** What a read of a rule found; kept in traces. */
export type Reading = { path: string; value: Json | undefined };
