import type { JsonPointer } from '../core/pointer.ts';
import type { Result } from '../core/result.ts';
import type { Field, FieldLinks } from './field.ts';

/** One field declaration; its name is the last segment of `path`. All issues, under `path`. Without links, what it names elsewhere is not looked at. */
export declare function parseField(json: unknown, path: JsonPointer, links?: FieldLinks): Result<Field>;
