import type { JsonObject } from '../core/json.ts';

export declare const formSchema: JsonObject;
