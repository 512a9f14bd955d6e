import type { Issue } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import type { Context, FieldStates, StructureValidator } from './context.ts';
import type { Form } from './form.ts';

export declare function validate(
  form: Form,
  data: JsonObject,
  states: FieldStates,
  ctx: Context,
  structure?: StructureValidator,
): Issue[];
