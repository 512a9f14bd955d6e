import { isJsonObject, type Json, type JsonObject } from '../../../engine/index.ts';
import { renameInMessage } from './message-paths.ts';
import { changeAt, changeKeys, changeText, type Way } from './places.ts';
import { type Rename, renameInRule, renamePath } from './rule-mentions.ts';

/** How a place names a field. */
type Mention = 'path' | 'keys' | 'rule' | 'pointer' | 'template' | 'delays' | 'set' | 'values' | 'data' | 'message';
type Places = { [M in Mention]?: string[] };

/** Where a form names its own fields. `fields` and their columns are renamed by the command itself. */
const inForm: Places = {
  path: [
    'layout/*/fields/*',
    'record/unique/*/*',
    'record/search/*',
    'record/index/*/*',
    'views/*/columns/*',
    'views/*/sort/*',
  ],
  keys: ['rules/*/then', 'access/*/fields', 'fields/*/fill'],
  rule: [
    'fields/*/compute',
    'fields/*/default/rule',
    'fields/*/fields/*/compute',
    'fields/*/fields/*/default/rule',
    'rules/*/when',
    'checks/*/fail',
    'views/*/filter',
    'access/*/read',
    'access/*/update',
    'access/*/delete',
  ],
  pointer: ['checks/*/path'],
  template: ['record/display', 'checks/*/message', 'checks/*/message/*'],
};

const step = 'chart/**/meta/step';
const actions = ['entry', 'exit', 'actions'].map((key) => `chart/**/${key}/?`);

/** Where a workflow names the fields of its form. */
const inWorkflow: Places = {
  path: [
    'summary/*',
    `${step}/ignore/*`,
    `${step}/assign/*/field`,
    `${step}/assign/*/within/field`,
    `${step}/transfer/within/field`,
    `${step}/addSigner/within/field`,
    ...actions.flatMap((action) => [`${action}/params/to/?/field`, `${action}/params/link`]),
  ],
  keys: [`${step}/fields`],
  rule: [`${step}/assign/*/rule`, 'chart/**/guard/params/if', ...actions.map((action) => `${action}/params/**/rule`)],
  delays: ['chart/**/after'],
  set: actions,
};

/** Where a dataset names the fields of the form that it is made from. */
const inDataset: Places = { data: ['fields/*/path', 'fields/*/label'] };

/** Where a scenario gives values to the fields of its workflow's form. */
const inScenario: Places = { values: ['data', 'decisions/*/data'] };

/** Where a message shows the fields of the form whose workflow sends it. */
const inTemplate: Places = { message: ['subject', 'subject/*', 'body', 'body/*'] };

const placesOf: { [kind: string]: Places } = {
  form: inForm,
  workflow: inWorkflow,
  dataset: inDataset,
  scenario: inScenario,
  template: inTemplate,
};

/** A definition about a form, in which every mention of a field carries its new name. What only looks alike stays. */
export function renameMentions(json: JsonObject, rename: Rename): JsonObject {
  const places = (typeof json.kind === 'string' && placesOf[json.kind]) || {};
  let renamed: Json = json;
  for (const [mention, ways] of Object.entries(places) as [Mention, string[]][])
    for (const way of ways) renamed = changeAt(renamed, waysOf(way), (value) => renameAt(mention, value, rename));
  if (json.kind === 'form') renamed = renameInRows(renameInFilters(renamed, rename), rename);
  return renamed as JsonObject;
}

/** The same for what refers to the form: the fields that a reference shows, carries, fills in from and filters by. */
export function renameLinked(form: JsonObject, linked: string, rename: Rename): JsonObject {
  let renamed: Json = form;
  for (const way of referenceWays)
    renamed = changeAt(renamed, way, (field) =>
      isReferenceTo(field, linked) ? renameInReference(field as JsonObject, rename) : field,
    );
  return renamed as JsonObject;
}

/** The same for what a workflow writes into records of the form, whichever form the workflow is about. */
export function renameInMadeRecords(workflow: JsonObject, form: string, rename: Rename): JsonObject {
  return actions.reduce<Json>(
    (json, way) =>
      changeAt(json, waysOf(way), (action) => {
        const params = isJsonObject(action) && isJsonObject(action.params) ? action.params : {};
        if (!isJsonObject(action) || !writesRecords.has(String(action.type)) || params.form !== form) return action;
        return changeAt(action, ['params', 'data'], (data) => renameInValues(data, rename));
      }),
    workflow,
  ) as JsonObject;
}

const writesRecords = new Set(['create-record', 'update-record']);

const referenceWays: Way[] = [
  ['fields', '*'],
  ['fields', '*', 'fields', '*'],
];

/** Paths of a form's fields that refer to another form. */
export function referencesTo(form: JsonObject, linked: string): string[] {
  const fields = isJsonObject(form.fields) ? form.fields : {};
  return Object.entries(fields).flatMap(([name, field]) => {
    if (isReferenceTo(field, linked)) return [name];
    const columns = isJsonObject(field) && isJsonObject(field.fields) ? field.fields : {};
    return Object.entries(columns).flatMap(([column, inner]) =>
      isReferenceTo(inner, linked) ? [`${name}.${column}`] : [],
    );
  });
}

function isReferenceTo(field: Json, form: string): boolean {
  return isJsonObject(field) && field.type === 'reference' && field.form === form;
}

function renameInReference(field: JsonObject, rename: Rename): Json {
  const path = (text: string) => renamePath(text, rename);
  let renamed: Json = field;
  for (const way of [['display'], ['carry', '*'], ['fill', '*']])
    renamed = changeAt(renamed, way, (value) => changeText(value, path));
  // The filter is about the linked record; this one is read under `current`.
  return changeAt(renamed, ['filter'], (rule) => renameInRule(rule, rename));
}

function renameInFilters(form: Json, { from, to }: Rename): Json {
  const current = { from: `current.${from}`, to: `current.${to}` };
  return referenceWays.reduce(
    (renamed, way) => changeAt(renamed, [...way, 'filter'], (rule) => renameInRule(rule, current)),
    form,
  );
}

/** A column is read as `row.cost` by what is about the rows of its list. */
function renameInRows(form: Json, { from, to }: Rename): Json {
  const [list = '', column] = from.split('.');
  if (column === undefined) return form;
  const row = { from: `row.${column}`, to: `row.${to.slice(list.length + 1)}` };
  const rule = (value: Json) => renameInRule(value, row);
  let renamed = form;
  for (const way of [['compute'], ['default', 'rule'], ['filter']])
    renamed = changeAt(renamed, ['fields', list, 'fields', '*', ...way], rule);
  return changeAt(renamed, ['rules', '*'], (one) => {
    const then = isJsonObject(one) && isJsonObject(one.then) ? Object.keys(one.then) : [];
    return then.some((path) => path.startsWith(`${list}.`)) ? changeAt(one, ['when'], rule) : one;
  });
}

function renameAt(mention: Mention, value: Json, rename: Rename): Json {
  const path = (text: string) => renamePath(text, rename);
  switch (mention) {
    case 'path':
      // `-amount` sorts downwards.
      return changeText(value, (text) => (text.startsWith('-') ? `-${path(text.slice(1))}` : path(text)));
    case 'keys':
      return changeKeys(value, path);
    case 'rule':
      return renameInRule(value, rename);
    case 'pointer':
      return changeText(value, (text) => renamePointer(text, rename));
    case 'template':
      return changeText(value, (text) => renameInTemplate(text, rename));
    case 'delays':
      return changeKeys(value, (key) =>
        key.replace(/^field:([A-Za-z0-9_.]+)/, (_whole, field: string) => `field:${path(field)}`),
      );
    case 'set':
      return isJsonObject(value) && value.type === 'set'
        ? changeAt(value, ['params'], (map) => renameInValues(map, rename))
        : value;
    case 'values':
      return renameInValues(value, rename);
    case 'data':
      return changeText(value, (text) => renamePath(text, { from: `data.${rename.from}`, to: `data.${rename.to}` }));
    case 'message':
      return changeText(value, (text) => renameInMessage(text, (full) => renamedRead(full, rename)));
  }
}

// `/items/0/cost` and, for each row, `/items/*/cost`: rows are no part of the name.
function renamePointer(text: string, { from, to }: Rename): string {
  const parts = text.split('/');
  const named = parts.flatMap((part, at) => (at === 0 || /^(\*|\d+)$/.test(part) ? [] : [at]));
  const names = from.split('.');
  const at = named[names.length - 1];
  if (at === undefined || names.some((name, index) => parts[named[index] ?? 0] !== name)) return text;
  return parts.map((part, index) => (index === at ? lastName(to) : part)).join('/');
}

function renameInTemplate(text: string, rename: Rename): string {
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, path: string) => {
    const renamed = renamePath(path, rename);
    return renamed === path ? whole : `{{${renamed}}}`;
  });
}

/** Values by the names of fields: a record's data, in which rows and what a reference carries are named too. */
export function renameInValues(values: Json, { from, to }: Rename): Json {
  const rename = (value: Json, [name = '', ...rest]: string[]): Json => {
    if (Array.isArray(value)) return value.map((row) => rename(row, [name, ...rest]));
    if (!isJsonObject(value)) return value;
    if (rest.length > 0) return changeAt(value, [name], (inner) => rename(inner, rest));
    return changeKeys(value, (key) => (key === name ? lastName(to) : key));
  };
  return rename(values, from.split('.'));
}

/** `data.amount`; and `record.no`, which is the value of the field `no`. */
function renamedRead(full: readonly string[], { from, to }: Rename): readonly string[] | undefined {
  if (from === 'no' && full.join('.') === 'record.no') return ['data', to];
  const path = full.join('.');
  const renamed = renamePath(path, { from: `data.${from}`, to: `data.${to}` });
  return renamed === path ? undefined : renamed.split('.');
}

const lastName = (path: string) => path.slice(path.lastIndexOf('.') + 1);

const waysOf = (way: string): Way => way.split('/');
