import type { JsonObject } from '../core/json.ts';
import type { Context } from './context.ts';
import type { Form } from './form.ts';

export declare function compute(form: Form, data: JsonObject, ctx: Context): JsonObject;
