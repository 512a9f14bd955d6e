import { type Issue, issue } from '../../core/issue.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import { isJsonObject } from '../../core/json.ts';
import { didYouMean } from '../../core/names.ts';
import { type JsonPointer, pointer } from '../../core/pointer.ts';
import type { RuleType, Scope } from '../../rules/index.ts';
import { fieldNameSchema, keySchema, ruleSchemaPart } from '../declaration-schema.ts';
import type { Field, FormOutline } from '../field.ts';
import type { ParseTools } from '../field-type.ts';

export type ReferenceDeclaration = {
  form: string;
  /** The linked form's field that is shown. */
  display: string;
  /** Fields of the linked form that the value carries along, `display` not among them. */
  carry: string[];
  /** This form's fields by the linked form's field that fills them. */
  fill: { [target: string]: string };
  /** Which records are offered: the rule reads the linked record's fields, and this one under `current`. */
  filter?: Json;
  outline?: FormOutline;
  /** The parts of a stored value beside `id`, with the linked form's field where links were given. */
  parts: { name: string; field?: Field }[];
};

export const declaration = {
  properties: {
    form: { ...keySchema, description: 'Key of the form whose records are chosen from.' },
    display: { ...fieldNameSchema, description: 'Field of that form that is shown.' },
    carry: {
      type: 'array',
      maxItems: 20,
      items: fieldNameSchema,
      description: 'Fields of that form that rules and columns here may read.',
    },
    fill: {
      type: 'object',
      maxProperties: 50,
      propertyNames: fieldNameSchema,
      additionalProperties: fieldNameSchema,
      description: 'Fields here that are filled in on choosing, by the field there.',
    },
    filter: { ...ruleSchemaPart, description: 'Only records for which this rule holds are offered.' },
  },
  required: ['form', 'display'],
};

export function parse(json: JsonObject, at: JsonPointer, tools: ParseTools): ReferenceDeclaration {
  const form = typeof json.form === 'string' ? json.form : '';
  const display = typeof json.display === 'string' ? json.display : '';
  const carried = (Array.isArray(json.carry) ? json.carry : []).filter(
    (name): name is string => typeof name === 'string',
  );
  const fill = (isJsonObject(json.fill) ? json.fill : {}) as { [target: string]: string };
  const outline = tools.links?.form(form);
  if (tools.links && !tools.links.cut && form !== '') {
    if (outline) checkLinks(outline, { display, fill }, carried, at, tools.issues);
    else tools.issues.push(issue('field/unknown-form', at + pointer('form'), { form }));
  }
  const carry = [...new Set(carried)].filter((name) => name !== display);
  const parts = [display, ...carry].map((name) => {
    const field = outline && Object.hasOwn(outline.fields, name) ? outline.fields[name] : undefined;
    return field ? { name, field } : { name };
  });
  const d: ReferenceDeclaration = { form, display, carry, fill, parts };
  if (json.filter !== undefined) d.filter = json.filter;
  return outline ? { ...d, outline } : d;
}

function checkLinks(
  linked: FormOutline,
  d: Pick<ReferenceDeclaration, 'display' | 'fill'>,
  carried: string[],
  at: JsonPointer,
  issues: Issue[],
): void {
  const shown = [
    [d.display, pointer('display')] as const,
    ...carried.map((name, index) => [name, pointer('carry', index)] as const),
  ];
  for (const [name, path] of shown) {
    const field = linkedField(linked, name, at + path, issues);
    // Its value stands in no line, or would carry further forms along.
    if (field && (field.kind.line === 'none' || field.kind.target === 'record'))
      issues.push(issue('field/not-carried', at + path, { type: field.type }));
  }
  for (const [target, source] of Object.entries(d.fill))
    linkedField(linked, source, at + pointer('fill', target), issues);
}

function linkedField(linked: FormOutline, name: string, path: JsonPointer, issues: Issue[]): Field | undefined {
  const field: Field | undefined = Object.hasOwn(linked.fields, name) ? linked.fields[name] : undefined;
  if (!field)
    issues.push(
      issue('field/unknown-linked-field', path, {
        form: linked.key,
        field: name,
        hint: didYouMean(name, Object.keys(linked.fields)),
      }),
    );
  return field;
}

export function parts({ form, display, carry, fill, filter, outline }: ReferenceDeclaration): Pick<Field, 'link'> {
  return {
    link: { form, display, carry, fill, ...(filter === undefined ? {} : { filter }), ...(outline ? { outline } : {}) },
  };
}

// The parts are the server's, and masked texts for those who see them masked: no structure is asked of them.
export function schema(d: ReferenceDeclaration): JsonObject {
  const properties: JsonObject = { id: { type: 'string', minLength: 1, maxLength: 64 } };
  for (const { name } of d.parts) properties[name] = {};
  return { type: 'object', additionalProperties: false, required: ['id'], properties };
}

export function ruleType(d: ReferenceDeclaration): RuleType {
  const fields: Scope = { id: { kind: 'text' } };
  for (const { name, field } of d.parts)
    fields[name] = field ? field.kind.ruleType(field.declaration) : { kind: 'unknown' };
  return { kind: 'object', fields };
}

export function ui(d: ReferenceDeclaration): JsonObject {
  const { form, display, carry, fill } = d;
  return { 'ui:field': 'reference', 'ui:options': { form, display, carry, fill } };
}
