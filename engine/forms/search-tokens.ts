import type { JsonObject } from '../core/json.ts';
import type { Form } from './form.ts';

/** The texts under which a record is found, lower-case and half-width, each once. */
export declare function searchTokens(form: Form, data: JsonObject): string[];
