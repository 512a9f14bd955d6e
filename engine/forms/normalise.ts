import type { JsonObject } from '../core/json.ts';
import type { Form } from './form.ts';

export declare function normalise(form: Form, data: JsonObject): JsonObject;
