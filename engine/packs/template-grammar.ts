import type { Issue } from '../core/issue.ts';
import type { JsonPointer } from '../core/pointer.ts';

/** Findings in a template's text: only values, `if`, `unless`, `each` and `with` are allowed. */
export declare function checkTemplate(source: unknown, path: JsonPointer): Issue[];
