import type { FieldAccess } from '../access/index.ts';
import type { JsonObject } from '../core/json.ts';
import type { Context } from './context.ts';
import type { Form } from './form.ts';

/** The record's data as the actor may see it: hidden fields absent, masked ones masked, within rows and carried parts too. */
export declare function redact(
  form: Form,
  data: JsonObject,
  access: { [field: string]: FieldAccess },
  ctx: Pick<Context, 'locale' | 'env' | 'options'>,
): JsonObject;
