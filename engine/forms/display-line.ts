import type { JsonObject } from '../core/json.ts';
import { valueAtDotted } from '../core/pointer.ts';
import type { FormatContext } from '../fields/index.ts';
import { formatAt } from './field-at.ts';
import type { Form } from './form.ts';

/** The record in one line, by its display template: what lists, references and titles of cases show. */
export function displayLine(form: Pick<Form, 'fields' | 'record'>, recordData: JsonObject, ctx: FormatContext): string {
  return form.record.display.parts
    .map((part) => ('text' in part ? part.text : formatAt(form, part.path, valueAtDotted(recordData, part.path), ctx)))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}
