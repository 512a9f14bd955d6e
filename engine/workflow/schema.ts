import type { JsonObject } from '../core/json.ts';

/** JSON Schema 2020-12 of the kind `workflow`, for parser, editors and documentation. */
export declare const workflowSchema: JsonObject;
