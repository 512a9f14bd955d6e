import type { JsonObject } from '../core/json.ts';
import { type Locale, localise } from '../core/text.ts';
import { type ChoiceDeclaration, type Field, optionOf, optionsOf } from '../fields/index.ts';
import type { FieldState, FieldStates } from './context.ts';
import type { Form } from './form.ts';

/**
 * The form as RJSF draws it: decided, flat, in one language. Hidden fields are left out, masked ones are plain texts. Rows
 * have the columns that some row shows (all, while there is no row); what a single cell is, `states` says.
 */
export function flatSchema(
  form: Form,
  states: FieldStates,
  locale: Locale,
): { schema: JsonObject; uiSchema: JsonObject } {
  const shown = form.order.filter((name) => states[`/${name}`]?.visible);
  const properties: JsonObject = {};
  const uiSchema: JsonObject = { 'ui:order': shown };
  for (const name of shown) {
    const field = form.fields[name];
    const state = states[`/${name}`];
    if (!field || !state) continue;
    properties[name] = schemaOf(field, state, locale);
    uiSchema[name] = uiOf(field, state, locale);
    if (field.columns && !state.masked)
      drawRows(field, states, locale, properties[name] as JsonObject, uiSchema[name] as JsonObject);
  }
  const required = shown.filter((name) => states[`/${name}`]?.required);
  return { schema: { type: 'object', title: localise(form.title, locale), properties, required }, uiSchema };
}

function schemaOf(field: Field, state: FieldState, locale: Locale): JsonObject {
  const title = localise(field.title, locale);
  if (state.masked) return { type: 'string', title };
  const schema: JsonObject = { ...field.kind.schema(field.declaration), title };
  if (!field.options) return schema;
  const keys = optionKeys(field, state);
  if (keys.length === 0) return schema;
  return field.kind.shape === 'value'
    ? { ...schema, enum: keys }
    : { ...schema, items: { type: 'string', enum: keys }, uniqueItems: true };
}

function uiOf(field: Field, state: FieldState, locale: Locale): JsonObject {
  const ui: JsonObject = state.masked ? { 'ui:widget': field.type } : { ...field.kind.ui(field.declaration) };
  ui['ui:title'] = localise(field.title, locale);
  if (field.help !== undefined) ui['ui:help'] = localise(field.help, locale);
  if (field.placeholder !== undefined) ui['ui:placeholder'] = localise(field.placeholder, locale);
  if (state.readonly || state.masked) ui['ui:readonly'] = true;
  const set = field.options && optionsOf(field.declaration as ChoiceDeclaration, {});
  if (set && !state.masked) {
    ui['ui:enumNames'] = optionKeys(field, state).map((key) => localise(optionOf(set, key)?.title ?? key, locale));
  }
  return ui;
}

function optionKeys(field: Field, state: FieldState): string[] {
  return state.options ?? (field.options?.items ?? []).filter((item) => !item.retired).map((item) => item.key);
}

function drawRows(field: Field, states: FieldStates, locale: Locale, schema: JsonObject, ui: JsonObject): void {
  const properties: JsonObject = {};
  const required: string[] = [];
  const columnsUi: JsonObject = {};
  const order: string[] = [];
  for (const column of Object.values(field.columns ?? {})) {
    const found = statesOf(field, column, states);
    const seen = found.filter((state) => state.visible);
    if (found.length > 0 && seen.length === 0) continue;
    const [first = blank(column)] = seen;
    const state = { ...first, readonly: seen.length > 0 ? seen.every((one) => one.readonly) : first.readonly };
    properties[column.name] = schemaOf(column, state, locale);
    columnsUi[column.name] = uiOf(column, state, locale);
    order.push(column.name);
    if (seen.length > 0 ? seen.every((one) => one.required) : column.required) required.push(column.name);
  }
  schema.items = { type: 'object', properties, required };
  ui.items = { 'ui:order': order, ...columnsUi };
}

function statesOf(field: Field, column: Field, states: FieldStates): FieldState[] {
  const found: FieldState[] = [];
  for (let index = 0; ; index++) {
    const state = states[`/${field.name}/${index}/${column.name}`];
    if (!state) return found;
    found.push(state);
  }
}

// What a column is before there is a row.
function blank({ required, readonly }: Field): FieldState {
  return { visible: true, required, readonly, masked: false };
}
