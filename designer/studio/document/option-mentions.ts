import { isJsonObject, type JsonObject, type JsonPointer, pointer } from '../../../engine/index.ts';
import { ConstantSearch } from './constant-search.ts';
import { type DefinitionRef, type Document, definition, listAt, objectAt, parseRef } from './document.ts';
import type { Mention } from './mention.ts';

/** A field of a form whose values come from an option set; `field` as rules say it: `purpose`, `items.kind`. */
export type ChoosingField = { form: string; field: string; declaration: JsonObject; path: JsonPointer };

/** The fields of the draft's forms that choose from the set, columns of line-items too. */
export function fieldsChoosingFrom(document: Document, options: string): ChoosingField[] {
  return Object.entries(document.definitions).flatMap(([ref, json]) => {
    const { kind, key } = parseRef(ref);
    return kind === 'form' ? choosingIn(key, objectAt(json, '/fields'), '', '/fields', options) : [];
  });
}

function choosingIn(form: string, fields: JsonObject, prefix: string, at: string, options: string): ChoosingField[] {
  return Object.entries(fields).flatMap(([name, declaration]) => {
    if (!isJsonObject(declaration)) return [];
    const path = at + pointer(name);
    if (declaration.options === options) return [{ form, field: prefix + name, declaration, path }];
    return choosingIn(form, objectAt(declaration, '/fields'), `${prefix}${name}.`, `${path}/fields`, options);
  });
}

/** Every place of the draft that names a value of the set: comparisons, defaults, options left by a rule, scenarios, orders of widgets. */
export function mentionsOfOption(document: Document, options: string, key: string): Mention[] {
  const choosing = fieldsChoosingFrom(document, options);
  const found = Object.entries(document.definitions).flatMap(([ref, json]) => {
    const search = new ConstantSearch((value) => value === key);
    searchDefinition(search, document, parseRef(ref), json, choosing, options);
    return [...new Set(search.paths)].map((path) => ({ ref: parseRef(ref), path }));
  });
  return found;
}

function searchDefinition(
  search: ConstantSearch,
  document: Document,
  { kind, key }: DefinitionRef,
  json: JsonObject,
  choosing: ChoosingField[],
  options: string,
): void {
  const ofForm = (form: unknown) => addressesIn(document, String(form), choosing);
  switch (kind) {
    case 'form': {
      const fields = ofForm(key);
      search.rules(json, '', fields);
      // What a reference offers is chosen by the linked form's own fields.
      for (const [name, said] of Object.entries(objectAt(json, '/fields')))
        if (isJsonObject(said) && said.type === 'reference')
          search.rules(said.filter, `${pointer('fields', name)}/filter`, ofForm(said.form));
      for (const field of choosing.filter((one) => one.form === key)) {
        search.literals(field.declaration.default, `${field.path}/default`);
      }
      for (const [rule, { path, then }] of thens(json)) {
        for (const [field, effect] of Object.entries(then))
          if (fields.has(field) && isJsonObject(effect))
            search.literals(effect.options, `${path}${pointer(rule, 'then', field, 'options')}`);
      }
      return;
    }
    case 'workflow':
      search.rules(json, '', ofForm(json.form));
      search.written(objectAt(json, '/chart'), '/chart', ofForm(json.form));
      return;
    case 'dataset':
      search.rules(json, '', columnsOf(document, json, choosing, options));
      return;
    case 'dashboard':
      for (const [widget, said] of Object.entries(objectAt(json, '/widgets'))) {
        const dataset = definition(document, { kind: 'dataset', key: String(objectAt(said, '').dataset) });
        const columns = dataset ? columnsOf(document, dataset, choosing, options) : new Set<string>();
        const at = pointer('widgets', widget);
        search.rules(said, at, columns);
        listAt(said, '/dimensions').forEach((dimension, index) => {
          if (isJsonObject(dimension) && columns.has(String(dimension.field)))
            search.literals(dimension.order, `${at}${pointer('dimensions', index, 'order')}`);
        });
      }
      for (const [filter, said] of Object.entries(objectAt(json, '/filters'))) {
        if (isJsonObject(said) && said.options === options)
          search.literals(said.default, pointer('filters', filter, 'default'));
      }
      return;
    case 'scenario': {
      const workflow = definition(document, { kind: 'workflow', key: String(json.workflow) });
      search.written(json, '', ofForm(workflow?.form));
      return;
    }
    default:
  }
}

function thens(form: JsonObject): [string, { path: string; then: JsonObject }][] {
  return Object.entries(objectAt(form, '/rules')).map(([rule, said]) => [
    rule,
    { path: '/rules', then: objectAt(said, '/then') },
  ]);
}

/** How rules about a form read the fields that choose: its own, and those that its references carry. */
function addressesIn(document: Document, form: string, choosing: ChoosingField[]): Set<string> {
  const own = choosing.filter((one) => one.form === form).map(({ field }) => field);
  const json = definition(document, { kind: 'form', key: form });
  const carried = Object.entries(objectAt(json ?? {}, '/fields')).flatMap(([name, declaration]) =>
    isJsonObject(declaration) && declaration.type === 'reference'
      ? choosing.flatMap((one) => (one.form === declaration.form ? [`${name}.${one.field}`] : []))
      : [],
  );
  return new Set([...own, ...carried]);
}

/** The columns of a dataset that hold values of the set. */
function columnsOf(document: Document, dataset: JsonObject, choosing: ChoosingField[], options: string): Set<string> {
  const form = objectAt(dataset, '/from').form;
  const fields = addressesIn(document, String(form), choosing);
  return new Set(
    Object.entries(objectAt(dataset, '/fields')).flatMap(([name, column]) =>
      isJsonObject(column) && (column.options === options || fields.has(String(column.path).replace(/^data\./, '')))
        ? [name]
        : [],
    ),
  );
}
