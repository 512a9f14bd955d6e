import type { Result } from '../core/result.ts';
import type { FieldLinks } from '../fields/index.ts';
import type { Form } from './form.ts';

export declare function parseForm(json: unknown, links: FieldLinks): Result<Form>;
