import type { FieldRightsTable } from '../access/index.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import type { FieldType, MaskStyle } from './field-type.ts';
import type { Option, OptionSet } from './option-set.ts';
import type { FieldTypeName } from './registry.ts';

/** One input of a form (or one column of its rows), parsed. */
export type Field = {
  name: string;
  /** From the record's data: `amount`, `items.cost`. */
  path: string;
  type: FieldTypeName;
  /** The type's record. `declaration` is the one that its functions take. */
  kind: FieldType;
  declaration: unknown;
  title: Text;
  help?: Text;
  placeholder?: Text;
  required: boolean;
  /** Declared so, computed, or given by the server. */
  readonly: boolean;
  unique: boolean;
  encrypted: boolean;
  personal: boolean;
  mask: MaskStyle;
  default?: { value: Json } | { rule: Json };
  /** The rule as written; the form parses it, since it may read other fields. */
  compute?: Json;
  /** Of rows: their columns, by name. */
  columns?: { [name: string]: Field };
  /** Of a choice: what there is to choose, as the form was parsed. */
  options?: OptionSet;
  /** Of a reference: the form it points into (where links were given), the field shown, and those carried along. */
  link?: {
    form: string;
    display: string;
    carry: string[];
    fill: { [target: string]: string };
    filter?: Json;
    outline?: FormOutline;
  };
  json: JsonObject;
};

/** As much of a form as references to it need. */
export type FormOutline = {
  key: string;
  title: Text;
  fields: { [name: string]: Field };
  /** Its field rights by role: a carried field is never shown wider than there. */
  access?: FieldRightsTable;
};

/** Where declarations find what they name. */
export type FieldLinks = {
  /** The definitions are cut to what their reader may know: that something named is not there is no fault then. */
  cut?: boolean;
  options(key: string): OptionSet | undefined;
  form(key: string): FormOutline | undefined;
  /** What the field at a place of the definition offered in earlier releases, but for what it had from the set `but`. */
  former?(at: JsonPointer, but?: string): Option[];
};
