import type { JsonObject } from '../core/json.ts';
import type { FieldStates } from './context.ts';
import type { Form } from './form.ts';

export declare function prune(form: Form, data: JsonObject, states: FieldStates): JsonObject;
