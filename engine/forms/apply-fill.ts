import { type JsonObject, own } from '../core/json.ts';
import { normaliseValue } from '../fields/index.ts';
import { fieldAt } from './field-at.ts';
import type { Form } from './form.ts';

/**
 * What choosing a record in a reference field fills in: values by target field (of the same row, for `items.part`). Null
 * clears a target whose source is empty; without linked data, all targets are cleared. A field that is no reference fills nothing.
 */
export function applyFill(
  form: Pick<Form, 'fields'>,
  field: string,
  linkedRecordData: JsonObject | undefined,
): JsonObject {
  const link = fieldAt(form, field)?.link;
  const prefix = field.includes('.') ? `${field.slice(0, field.indexOf('.'))}.` : '';
  const filled: JsonObject = {};
  for (const [target, source] of Object.entries(link?.fill ?? {})) {
    const targetField = fieldAt(form, prefix + target);
    if (targetField)
      filled[target] = normaliseValue(targetField, linkedRecordData && own(linkedRecordData, source)) ?? null;
  }
  return filled;
}
