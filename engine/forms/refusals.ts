import type { Issue } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import type { FieldStates } from './context.ts';
import type { Form } from './form.ts';

/**
 * What the actor may not write, of what `after` says otherwise than `before`. A key that `after` does not have is no
 * attempt; null is one to clear. Computed fields are not asked about: they are computed again.
 */
export declare function refusals(form: Form, before: JsonObject, after: JsonObject, states: FieldStates): Issue[];

/** What is stored of `after`: its editable fields, and the rest as in `before`. Keys that `after` does not have stay. */
export declare function mergeWrites(form: Form, before: JsonObject, after: JsonObject, states: FieldStates): JsonObject;
