import type { JsonObject } from '../core/json.ts';
import type { Form } from './form.ts';

export declare function structureSchema(form: Form): JsonObject;
