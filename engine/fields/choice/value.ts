import type { Json } from '../../core/json.ts';
import { type ChoiceDeclaration, titleOf } from '../chosen-options.ts';
import type { FormatContext } from '../field-type.ts';
import { isBlank, plainly } from '../plain-text.ts';

export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  return typeof value === 'string' ? value.trim() : value;
}

export function format(value: Json, d: ChoiceDeclaration, context: FormatContext): string {
  return typeof value === 'string' ? titleOf(value, d, context) : plainly(value);
}
