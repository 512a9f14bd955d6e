import type { Json } from '../core/json.ts';
import type { Field } from './field.ts';
import type { FormatContext } from './field-type.ts';

/** What masked readers see of a value: a text with stars. */
export declare function maskValue(field: Field, value: Json | undefined, ctx: FormatContext): string | undefined;
