import type { JsonObject } from '../core/json.ts';
import type { Form } from './form.ts';

/**
 * What choosing a record in a reference field fills in: values by target field (of the same row, for `items.part`). Null
 * clears a target whose source is empty; without linked data, all targets are cleared.
 */
export declare function applyFill(form: Form, field: string, linkedRecordData: JsonObject | undefined): JsonObject;
