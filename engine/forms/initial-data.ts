import type { JsonObject } from '../core/json.ts';
import type { Field } from '../fields/index.ts';
import type { Context } from './context.ts';
import type { Form } from './form.ts';

/** The data of a new record: defaults, in the order of the fields, rows up to `minRows`. */
export declare function initialData(form: Form, ctx: Context): JsonObject;

/** A new row of a line-items field, with the defaults of its columns. */
export declare function initialRow(form: Form, rows: Field, data: JsonObject, ctx: Context): JsonObject;
