import type { Json } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Locale } from '../core/text.ts';
import type { Field, FormatContext } from '../fields/index.ts';
import type { Form } from './form.ts';

/** The field at a dotted path (`amount`, `items.cost`, `partner.name`: the linked form's field). */
export declare function fieldAt(form: Pick<Form, 'fields'>, path: string): Field | undefined;

/** The field at a pointer into data (`/items/0/cost`). */
export declare function fieldAtPointer(form: Pick<Form, 'fields'>, pointer: JsonPointer): Field | undefined;

/** What people call a path that a rule reads: "Amount", "Customer › Level", "Initiator". */
export declare function pathTitle(form: Pick<Form, 'fields'>, path: string, locale: Locale): string;

/** A value as the field at the path shows it; plain text where the path is no field. */
export declare function formatAt(
  form: Pick<Form, 'fields'>,
  path: string,
  value: Json | undefined,
  ctx: FormatContext,
): string;
