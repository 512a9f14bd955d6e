import type { JsonObject } from '../core/json.ts';
import type { Context, FieldStates } from './context.ts';
import type { Form } from './form.ts';

export declare function fieldStates(form: Form, data: JsonObject, ctx: Context): FieldStates;
