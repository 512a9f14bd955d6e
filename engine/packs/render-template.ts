import type { JsonObject } from '../core/json.ts';
import type { Result } from '../core/result.ts';
import type { Locale } from '../core/text.ts';

/** `html` escapes every value; `plain` writes it as it is, for notices, subjects and text mail. */
export type RenderOptions = { escape: 'plain' | 'html'; locale: Locale };

/** The text of a template with `data`'s values in it (own properties only). Fails on what `checkTemplate` refuses and beyond 1 MB of output. */
export declare function renderTemplate(template: string, data: JsonObject, options: RenderOptions): Result<string>;
