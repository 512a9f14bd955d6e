import type { Issue } from '../core/issue.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Locale, Text } from '../core/text.ts';
import type { RuleType } from '../rules/index.ts';
import type { Field, FieldLinks } from './field.ts';
import type { OptionSet } from './option-set.ts';
import type { CommonProperty, PropertySpec } from './property-spec.ts';

export type FieldGroup = 'text' | 'number' | 'time' | 'choice' | 'people' | 'link' | 'structure';

/**
 * How a stored value lies: one plain `value`; a list of option `keys`; a `link` `{ id, … }` to something that lives elsewhere;
 * a list of `files` that lie beside the record; a list of `rows`.
 */
export type FieldShape = 'value' | 'keys' | 'link' | 'files' | 'rows';

/** What a value links to. */
export type LinkTarget = 'record' | 'person' | 'unit' | 'file';

/** What a report reads in a field: how it groups, measures and compares the value. */
export const reportTypes = [
  'text',
  'number',
  'money',
  'percent',
  'date',
  'date-time',
  'boolean',
  'choice',
  'multi-choice',
  'person',
  'unit',
  'reference',
] as const;
export type ReportType = (typeof reportTypes)[number];

/** What a value is checked against beside its declaration. */
export type CheckContext = {
  /** `YYYY-MM-DD`. */
  today: string;
  /** Option sets as they are now; those the form was parsed with where absent. */
  options?(key: string): OptionSet | undefined;
  /** The only options that a rule of the form leaves. */
  allowed?: readonly string[];
  /** True for a key that was stored before: a retired option may then stay. */
  kept?(key: string): boolean;
};

/** How a value becomes text. */
export type FormatContext = {
  locale: Locale;
  /** IANA time zone. */
  zone: string;
  options?(key: string): OptionSet | undefined;
};

/** What an example may use. */
export type ExampleContext = {
  locale: Locale;
  /** The title of the first option of a set's key, or of options in place. */
  firstOption(options: Json): string | undefined;
};

/** What a type may use to parse its declaration. Issues that it pushes carry whole paths. */
export type ParseTools = {
  /** Absent while only an outline of the form is wanted: links are then taken as they are. */
  links?: FieldLinks;
  issues: Issue[];
  /** Parses a field that lies inside this one. */
  field(name: string, json: unknown, at: JsonPointer): Field | undefined;
};

/** How a value is masked: so many characters stay at each end, or as a name or an address, or nothing stays. */
export type MaskStyle = 'name' | 'email' | 'all' | { first?: number; last?: number };

/**
 * Everything there is to know about one type of field. `D` is its own part of the declaration, parsed. Adding a type is a
 * folder with these four files, a line in `registry.ts` and a fixture.
 * Values are plain JSON; no function throws, whatever JSON it is given, and none changes what it is given.
 */
export type FieldType<D = unknown, N extends string = string> = {
  readonly type: N;
  readonly label: Text;
  readonly group: FieldGroup;
  /** JSON Schema of the type's own keys: `properties`, and `required` where some are. */
  readonly declaration: { readonly properties: JsonObject; readonly required?: readonly string[] };
  readonly properties: readonly PropertySpec[];
  readonly shape: FieldShape;
  /** Of a link, and of files. */
  readonly target?: LinkTarget;
  /** The room that a value takes where it is read: a part of a line, a `block` of lines, or none in any line. */
  readonly line: 'part' | 'block' | 'none';
  /** What a report makes of the value; absent: it holds no single value to group or measure. */
  readonly report?: ReportType;
  /** What masked readers see where the declaration does not say. */
  readonly mask: MaskStyle;
  /** Absent: a mask hides characters of the value as people read it. `stored`: of the value as it is stored, which no reader's groups and titles change. */
  readonly maskAs?: 'stored';
  /** True where the server gives the value, and people and rules never do. */
  readonly assigned?: true;
  /** The message for a missing required value, with `{title}`; absent: that it must be filled in. */
  readonly ask?: Text;
  /** False where a column of rows cannot have the type. */
  readonly inRows?: false;
  /** False where a rule cannot give the value. */
  readonly computable: boolean;
  /** Properties of all fields that this type does nothing with. */
  readonly without?: readonly CommonProperty[];
  /** False for what is stored beside the record, which `encrypted` does not reach. */
  readonly encrypts?: false;
  /** The keys that a new declaration needs beside `type` and `title`. */
  readonly fresh?: JsonObject;
  /** A made-up value of a raw declaration, as people read it; absent: the field's title stands for it. */
  example?(json: JsonObject, context: ExampleContext): string | undefined;
  /** The type's own part of a declaration that its schema matches. */
  parse(json: JsonObject, at: JsonPointer, tools: ParseTools): D;
  /** What other parts of the engine read of the declaration, under one name whatever the type. */
  parts?(d: D): Pick<Field, 'columns' | 'options' | 'link'>;
  /** Faults between keys that are each well formed (`min` above `max`). */
  checkDeclaration?(d: D, at: JsonPointer): Issue[];
  /** Faults that a new draft must not have, and stored releases may. */
  checkNew?(d: D, at: JsonPointer): Issue[];
  /** JSON Schema of the stored value, in the subset that structure validators are compiled from. */
  schema(d: D): JsonObject;
  /** uiSchema fragment: `ui:widget` (one value) or `ui:field` (list or object) is the type's name, `ui:options` plain data. */
  ui(d: D): JsonObject;
  /** What rules read. */
  ruleType(d: D): RuleType;
  isEmpty(value: Json | undefined): boolean;
  /** The value as it is stored, or undefined for an empty one. What cannot be understood stays as it is, for `check` to refuse. Idempotent. */
  normalise(value: Json, d: D): Json | undefined;
  /** What is wrong with a normalised, non-empty value; paths from the value. */
  check(value: Json, d: D, context: CheckContext): Issue[];
  /** The value as people read it; a text that is no value of the type (a masked one) as it is. */
  format(value: Json, d: D, context: FormatContext): string;
  /** What a rule gave, as this type keeps it: rounded to the declared digits, a person from an id. Absent: `normalise`. */
  fromRule?(value: Json, d: D): Json | undefined;
  /** The type of what a `default` rule may give; absent: that of the value. */
  defaultType?(d: D): RuleType;
};
