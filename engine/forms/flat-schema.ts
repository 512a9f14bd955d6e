import type { JsonObject } from '../core/json.ts';
import type { Locale } from '../core/text.ts';
import type { FieldStates } from './context.ts';
import type { Form } from './form.ts';

/** The form as RJSF draws it: decided, flat, in one language. `uiSchema['ui:order']` is the layout's. */
export declare function flatSchema(
  form: Form,
  states: FieldStates,
  locale: Locale,
): { schema: JsonObject; uiSchema: JsonObject };
