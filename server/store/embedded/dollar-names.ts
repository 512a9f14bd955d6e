// Names that begin with `$`. Documents may hold any of them. Paths may name the parts of a reference (a DBRef), and
// updates others too, as long as they are none of the signs for the elements of an array.
import type { Doc, Value } from './bson.ts';
import { DBRef, isDocument } from './bson.ts';
import { badValue, serverError } from './errors.ts';

const PARTS = ['$ref', '$id', '$db'];

export function isReferencePart(name: string): boolean {
  return PARTS.includes(name);
}

/** True for a document that has at least a part of a reference. */
export function hasReferencePart(document: Doc): boolean {
  return PARTS.some((part) => Object.hasOwn(document, part));
}

/** What a filter takes for a reference, and so for a value: not a document of operators. */
export function isReference(document: Doc): boolean {
  return Object.hasOwn(document, '$ref') && Object.hasOwn(document, '$id');
}

/** Throws unless every name of a path may be one of a field. */
export function checkNames(parts: readonly string[]): void {
  if (parts.some((part) => part.startsWith('$') && !isReferencePart(part)))
    throw badValue(`FieldPath field names may not start with '$'. Consider using $getField or $setField.`, 16410);
}

/** In a projection the name of an expression; where there are more names, or parts of a reference, all are fields. */
export function operatorOf(value: Doc): string | undefined {
  const [name, ...others] = Object.keys(value);
  return others.length === 0 && name?.startsWith('$') && !isReferencePart(name) ? name : undefined;
}

/** `$`, `$[]` or `$[name]`: in an update, elements of an array. */
export function isElementSign(part: string): boolean {
  return part === '$' || (part.startsWith('$[') && part.endsWith(']'));
}

/** Throws if the field at the top of a document may not be called so: only a whole reference may stand there. */
export function checkTopName(document: Doc, name: string): void {
  if (!name.startsWith('$')) return;
  if (!isReferencePart(name))
    throw serverError(
      52,
      `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  const names = Object.keys(document);
  const ref = names.indexOf(name) - PARTS.indexOf(name);
  if (names[ref] !== '$ref' || names[ref + 1] !== '$id' || (name === '$db' && names[ref + 2] !== '$db'))
    throw serverError(55, `Found ${name} field without the other fields of a reference beside it, which is invalid.`);
  if (typeof document.$ref !== 'string' || (name === '$db' && typeof document.$db !== 'string'))
    throw serverError(55, `The DBRef ${name} field must be a String`);
}

/** The first name within an `_id` that none may have there; `$ref` and `$id` (and `$db`) may begin a document. */
export function forbiddenInId(id: Value): string | undefined {
  if (Array.isArray(id)) return firstOf(id);
  if (!isDocument(id)) return undefined;
  const names = Object.keys(id);
  const isWhole = names[0] === '$ref' && names[1] === '$id' && typeof id.$ref === 'string';
  const from = !isWhole ? 0 : names[2] === '$db' && typeof id.$db === 'string' ? 3 : 2;
  return names.slice(from).find((name) => name.startsWith('$')) ?? firstOf(Object.values(id));
}

function firstOf(values: Value[]): string | undefined {
  for (const value of values) {
    const found = forbiddenInId(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What callers get as the driver's own class: a reference without further names that begin with `$`. */
export function isWholeReference(document: Doc): boolean {
  const { $ref, $id, $db } = document;
  return (
    typeof $ref === 'string' &&
    $id !== undefined &&
    $id !== null &&
    ($db === undefined || typeof $db === 'string') &&
    Object.keys(document).every((name) => !name.startsWith('$') || isReferencePart(name))
  );
}

export function toReference({ $ref, $id, $db, ...fields }: Doc): Value {
  return new DBRef($ref as string, $id as never, $db as string | undefined, fields as never);
}

/** The document that stands for the driver's class. */
export function documentOfReference(reference: object): Doc {
  const { collection, oid, db, fields } = reference as { collection: string; oid: Value; db?: string; fields: Doc };
  return { $ref: collection, $id: oid, ...(db === undefined || db === null ? {} : { $db: db }), ...fields };
}
