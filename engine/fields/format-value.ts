import type { Json } from '../core/json.ts';
import type { Field } from './field.ts';
import type { FormatContext } from './field-type.ts';

/** The value as people read it; '' for an absent one, a masked text as it is. */
export function formatValue(field: Field, value: Json | undefined, ctx: FormatContext): string {
  return value === undefined || value === null ? '' : field.kind.format(value, field.declaration, ctx);
}
