import type { Issue } from '../core/issue.ts';
import type { Json } from '../core/json.ts';
import type { Field } from './field.ts';
import type { CheckContext } from './field-type.ts';

/** What is wrong with a normalised value, rows included; paths from the value. An absent value has no faults here. */
export declare function checkValue(field: Field, value: Json | undefined, ctx: CheckContext): Issue[];
/** The value as it is stored; undefined for an empty one. */
export declare function normaliseValue(field: Field, value: Json | undefined): Json | undefined;
