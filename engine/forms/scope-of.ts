import type { Field } from '../fields/index.ts';
import type { Scope } from '../rules/index.ts';

/** What rules over records with these fields may read: the fields, `actor`, `initiator`, `record`, `case`. */
export declare function scopeOf(fields: { [name: string]: Field }): Scope;
