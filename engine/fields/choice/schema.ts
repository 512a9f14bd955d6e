import type { JsonObject } from '../../core/json.ts';
import type { ChoiceDeclaration } from '../chosen-options.ts';

// Which keys there are is asked at run time: an option set may grow without a new release of the form.
export function schema(): JsonObject {
  return { type: 'string', maxLength: 64 };
}

export function ui(d: ChoiceDeclaration): JsonObject {
  return { 'ui:widget': 'choice', 'ui:options': d.key === undefined ? {} : { set: d.key } };
}
