import type { Actor, FieldAccess } from '../access/index.ts';
import type { Issue } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Locale } from '../core/text.ts';
import type { OptionSet } from '../fields/index.ts';
import type { Environment } from '../rules/index.ts';

/** What a step of a workflow makes of a field. */
export type StepAccess = 'hidden' | 'masked' | 'read' | 'edit' | 'required';

/** Who fills in a form, when, and with which rights. */
export type Context = {
  /**
   * Of `env.data` only `initiator`, `record` and `case` are read, where the caller has them; the record's fields and the
   * actor are filled in here. Without an initiator, the actor is it.
   */
  env: Environment;
  actor: Actor;
  locale: Locale;
  /** Option sets as they are now; those the form was parsed with where it answers undefined. */
  options(key: string): OptionSet | undefined;
  /** What the step says of fields (`amount`, `items.cost`), over what roles say; a field that roles hide or mask stays so. */
  step?: { [field: string]: StepAccess };
  /** What roles say, as `formAccess` or `fieldAccessOf` answers. A field that is not named is hidden. */
  access: { [field: string]: FieldAccess };
  /**
   * The data is what the actor may see, not the whole record (in a browser, of a record that is stored): formulas that read
   * fields that the reader does not see keep their value, and rules and checks that do are left to the server.
   */
  partial?: boolean;
  /** The data is made up: a formula whose fields were all left out keeps the value that was given for it. */
  trial?: boolean;
  /** The record is stored already. */
  exists?: boolean;
  /** The stored data, where there is some: what it has may stay (a retired option). */
  before?: JsonObject;
};

/** What a field is at a place of the data. */
export type FieldState = {
  visible: boolean;
  required: boolean;
  readonly: boolean;
  masked: boolean;
  /** The only options that may be chosen, where a rule or a retired value narrows them. */
  options?: string[];
  /** Hidden by a rule that drops the value. */
  clear?: true;
  /** The rule about this field that could not be evaluated: the record is refused until it can. */
  failed?: Issue;
};

/** By pointer into the data: `/amount`, `/items/0/cost`. */
export type FieldStates = { [pointer: JsonPointer]: FieldState };

export type Settled = { data: JsonObject; states: FieldStates; issues: Issue[] };
