import type { Json } from '../core/json.ts';
import type { Field } from './field.ts';
import type { FormatContext } from './field-type.ts';
import { maskText } from './mask-text.ts';

/** What masked readers see of a value: a text with stars; undefined for an absent one. */
export function maskValue(field: Field, value: Json | undefined, ctx: FormatContext): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text =
    field.kind.maskAs === 'stored' && typeof value === 'string'
      ? value
      : field.kind.format(value, field.declaration, ctx);
  return maskText(text, field.mask);
}
