import {
  assertNever,
  fail,
  isJsonObject,
  issue,
  type Json,
  type JsonObject,
  ok,
  own,
  type Result,
  rowColumns,
} from '../../../engine/index.ts';
import type { FormCommand, LayoutPlace } from './command.ts';
import {
  type DefinitionRef,
  type Document,
  definition,
  edit,
  inserted,
  listAt,
  moved,
  objectAt,
  put,
  renameKey,
  withDefinition,
  withKeyAt,
} from './document.ts';
import { noSuchField, refusedName } from './fields.ts';
import { renameEverywhere } from './rename-field.ts';

export function applyFormCommand(document: Document, command: FormCommand): Result<Document> {
  const ref: DefinitionRef = { kind: 'form', key: command.form };
  switch (command.type) {
    case 'field.add':
      return edit(document, ref, (form) => addField(form, command.field, command.declaration, command.at));
    case 'field.move':
      return edit(document, ref, (form) => moveField(form, command.field, command.to));
    case 'field.remove':
      return edit(document, ref, (form) => removeField(form, command.field));
    case 'field.rename':
      return renameField(document, ref, command.field, command.to);
    case 'section.add':
      return edit(document, ref, (form) =>
        ok(put(form, '/layout', inserted(listAt(form, '/layout'), command.index, emptySection(command.title as Json)))),
      );
    case 'section.move':
      return edit(document, ref, (form) =>
        ok(put(form, '/layout', moved(listAt(form, '/layout'), command.from, command.to))),
      );
    case 'section.remove':
      return edit(document, ref, (form) => removeSection(form, command.index));
    default:
      return assertNever(command);
  }
}

function emptySection(title: Json): JsonObject {
  return { section: { title, columns: 2 }, fields: [] };
}

/** `items.cost` lives in the `fields` of `items`; a plain name in the form's own. */
function placeOf(field: string): { map: string; name: string; column: boolean } {
  const [head = '', ...rest] = field.split('.');
  return rest.length === 0
    ? { map: '/fields', name: head, column: false }
    : { map: `/fields/${head}/fields`, name: rest.join('.'), column: true };
}

function addField(form: JsonObject, field: string, declaration: JsonObject, at?: LayoutPlace): Result<JsonObject> {
  const { map, name, column } = placeOf(field);
  const fields = objectAt(form, map);
  const refused = refusedName(fields, name);
  if (refused) return refused;
  const declared = put(form, map, { ...fields, [name]: declaration });
  return ok(column ? declared : placed(declared, name, at ?? endOf(declared)));
}

function moveField(form: JsonObject, field: string, to: LayoutPlace): Result<JsonObject> {
  const { map, name, column } = placeOf(field);
  const fields = objectAt(form, map);
  if (own(fields, name) === undefined) return noSuchField(field);
  if (!column) return ok(placed(form, name, to));
  return ok(put(form, map, withKeyAt(fields, name, to.index)));
}

function removeField(form: JsonObject, field: string): Result<JsonObject> {
  const { map, name, column } = placeOf(field);
  const fields = objectAt(form, map);
  if (own(fields, name) === undefined) return noSuchField(field);
  const { [name]: _gone, ...left } = fields;
  const without = put(form, map, left);
  return ok(column ? without : put(without, '/layout', withoutField(listAt(without, '/layout'), name)));
}

function renameField(document: Document, ref: DefinitionRef, field: string, to: string): Result<Document> {
  const form = definition(document, ref);
  if (!form) return fail(issue('studio/not-found', '', { what: ref.kind, name: ref.key }));
  const { map, name, column } = placeOf(field);
  const fields = objectAt(form, map);
  if (own(fields, name) === undefined) return noSuchField(field);
  const refused = refusedName(fields, to);
  if (refused) return refused;
  const rename = { from: field, to: column ? `${field.slice(0, field.indexOf('.'))}.${to}` : to };
  if (!column && readsOtherwise(document, ref.key, to)) return fail(issue('studio/name-taken', '', { name: to }));
  const declared = withDefinition(document, ref, put(form, map, renameKey(fields, name, to)));
  return ok(renameEverywhere(declared, ref.key, rename));
}

/** True for what views or guards read under a name already: the row's own status, the decision made. */
function readsOtherwise(document: Document, form: string, name: string): boolean {
  if (!Object.hasOwn(rowColumns, name) && name !== 'decision') return false;
  return renameEverywhere(document, form, { from: name, to: 'x' }) !== document;
}

function removeSection(form: JsonObject, index: number): Result<JsonObject> {
  const layout = listAt(form, '/layout');
  const section = layout[index];
  if (!isJsonObject(section))
    return fail(issue('studio/not-found', '', { what: { en: 'Section', 'zh-CN': '分组' }, name: String(index + 1) }));
  const orphans = listAt(section, '/fields');
  const left = layout.filter((_, at) => at !== index);
  if (orphans.length === 0) return ok(put(form, '/layout', left));
  // Its fields move to the section before it, or the one after: removing a heading never hides a field.
  const heir = Math.max(0, index - 1);
  const target = left[heir];
  if (!isJsonObject(target)) return ok(put(form, '/layout', [{ section: { columns: 1 }, fields: orphans }]));
  const fields = index === 0 ? [...orphans, ...listAt(target, '/fields')] : [...listAt(target, '/fields'), ...orphans];
  return ok(
    put(
      form,
      '/layout',
      left.map((one, at) => (at === heir ? { ...target, fields } : one)),
    ),
  );
}

function endOf(form: JsonObject): LayoutPlace {
  const layout = listAt(form, '/layout');
  const section = Math.max(0, layout.length - 1);
  return { section, index: listAt(layout[section] ?? {}, '/fields').length };
}

/** The field at the place, and nowhere else; a form without sections gets its first. */
function placed(form: JsonObject, name: string, { section, index }: LayoutPlace): JsonObject {
  const before = listAt(form, '/layout');
  const old = listAt(before[section] ?? {}, '/fields').indexOf(name);
  // Taking it out of the same section first shifts what stands behind it.
  const at = old >= 0 && old < index ? index - 1 : index;
  const layout = withoutField(before, name);
  if (layout.length === 0) return put(form, '/layout', [{ section: { columns: 2 }, fields: [name] }]);
  return put(
    form,
    '/layout',
    layout.map((one, position) =>
      position === Math.min(section, layout.length - 1) && isJsonObject(one)
        ? { ...one, fields: inserted(listAt(one, '/fields'), at, name) }
        : one,
    ),
  );
}

function withoutField(layout: Json[], name: string): Json[] {
  return layout.map((one) =>
    isJsonObject(one) ? { ...one, fields: listAt(one, '/fields').filter((field) => field !== name) } : one,
  );
}
