import type { JsonObject } from '../core/json.ts';
import type { FormatContext } from '../fields/index.ts';
import type { Form } from './form.ts';

/** The record in one line, by its display template: what lists, references and case titles show. */
export declare function displayLine(form: Form, recordData: JsonObject, ctx: FormatContext): string;
