import type { Json } from '../core/json.ts';
import type { Field } from './field.ts';
import type { FormatContext } from './field-type.ts';
import { maskText } from './mask-text.ts';

// A stored text is masked as stored: groups and titles come and go with the reader.
const asStored = ['text', 'long-text', 'phone', 'email', 'id-number', 'bank-account', 'serial'];

/** What masked readers see of a value: a text with stars; undefined for an absent one. */
export function maskValue(field: Field, value: Json | undefined, ctx: FormatContext): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text =
    asStored.includes(field.type) && typeof value === 'string'
      ? value
      : field.kind.format(value, field.declaration, ctx);
  return maskText(text, field.mask);
}
