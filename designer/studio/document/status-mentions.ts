import {
  isJsonObject,
  type Json,
  type JsonObject,
  type JsonPointer,
  own,
  pointer,
  valueAt,
} from '../../../engine/index.ts';
import { ConstantSearch } from './constant-search.ts';
import {
  type DefinitionRef,
  type Document,
  definition,
  listAt,
  objectAt,
  parseRef,
  put,
  withDefinition,
} from './document.ts';

/** A state of a workflow that is called otherwise; both by their paths. */
export type StateRename = { workflow: string; from: string; to: string };

/** How a place names a state: by its key, several in parallel joined by `+`; by its path; or by the key of its step. */
type Naming = 'status' | 'path' | 'step';
/** Of which workflows a place may name a state: one, those about the form, or all. */
type About = 'workflow' | 'form' | 'all';

/**
 * What compares the status of a record, or the step of a task or a decision, with the state: rules of the form and of its
 * workflows, datasets, dashboards. A key that another state keeps, which the same place may mean, stays as it is.
 */
export function renameStatus(document: Document, rename: StateRename): Document {
  const form = definition(document, { kind: 'workflow', key: rename.workflow })?.form;
  return Object.entries(document.definitions).reduce((result, [key, json]) => {
    const ref = parseRef(key);
    const mentions = mentionsIn(document, ref, json, String(form), rename);
    return mentions.length === 0 ? result : withDefinition(result, ref, renamedAt(json, mentions, rename));
  }, document);
}

type Mention = { path: JsonPointer; naming: Naming };

function mentionsIn(
  document: Document,
  { kind, key }: DefinitionRef,
  json: JsonObject,
  form: string,
  rename: StateRename,
): Mention[] {
  const found: Mention[] = [];
  const search = (naming: Naming, about: About, look: (one: ConstantSearch) => void) => {
    if (isShared(document, rename, naming, form, about)) return;
    const one = new ConstantSearch((value) => namesState(value, naming, rename));
    look(one);
    found.push(...[...new Set(one.paths)].map((path) => ({ path, naming })));
  };
  const record = new Set(['record.status']);
  switch (kind) {
    case 'form':
      if (key === form) search('status', 'form', (one) => one.rules(json, '', record));
      break;
    case 'workflow':
      if (json.form === form) search('status', 'form', (one) => one.rules(json, '', record));
      if (key === rename.workflow) search('step', 'workflow', (one) => one.rules(json, '', new Set(['decision.step'])));
      break;
    case 'dataset':
      for (const { naming, about, columns } of columnsOf(json, form, rename.workflow))
        search(naming, about, (one) => one.rules(json.filter, '/filter', columns));
      break;
    case 'dashboard':
      for (const [widget, said] of Object.entries(objectAt(json, '/widgets'))) {
        const dataset = datasetOf(document, said);
        if (!dataset) continue;
        const at = pointer('widgets', widget);
        for (const { naming, about, columns } of columnsOf(dataset, form, rename.workflow))
          search(naming, about, (one) => {
            one.rules(said, at, columns);
            listAt(said, '/dimensions').forEach((dimension, index) => {
              if (isJsonObject(dimension) && columns.has(String(dimension.field)))
                one.literals(dimension.order, at + pointer('dimensions', index, 'order'));
            });
          });
      }
      for (const [filter, said] of Object.entries(objectAt(json, '/filters')))
        for (const { naming, about } of narrowedBy(document, json, filter, form, rename.workflow))
          search(naming, about, (one) =>
            one.literals(valueAt(said, '/default'), pointer('filters', filter, 'default')),
          );
      break;
    default:
  }
  return found;
}

type Columns = { naming: Naming; about: About; columns: Set<string> };

/** The columns of a dataset whose values are states of the workflow. */
function columnsOf(dataset: JsonObject, form: string, workflow: string): Columns[] {
  const from = isJsonObject(dataset.from) ? 'form' : String(dataset.from);
  if (isJsonObject(dataset.from) && dataset.from.form !== form) return [];
  return Object.entries(objectAt(dataset, '/fields')).flatMap(([name, column]): Columns[] => {
    if (!isJsonObject(column)) return [];
    const naming = own(own(namings, from) ?? {}, String(column.path));
    if (naming === undefined || (column.workflow !== undefined && column.workflow !== workflow)) return [];
    const about = column.workflow === workflow ? 'workflow' : from === 'form' ? 'form' : 'all';
    return [{ naming, about, columns: new Set([name]) }];
  });
}

/** Columns of rows in which states stand. */
const namings: { [source: string]: { [path: string]: Naming } } = {
  form: { status: 'status' },
  cases: { states: 'path' },
  tasks: { step: 'step' },
};

function datasetOf(document: Document, widget: Json): JsonObject | undefined {
  return definition(document, { kind: 'dataset', key: String(objectAt(widget, '').dataset) });
}

/** The columns of states that a filter of the dashboard narrows by: bound by the widgets, or by its own field. */
function narrowedBy(
  document: Document,
  dashboard: JsonObject,
  filter: string,
  form: string,
  workflow: string,
): Columns[] {
  const field = valueAt(dashboard, `/filters/${filter}/field`);
  return Object.values(objectAt(dashboard, '/widgets')).flatMap((widget) => {
    const dataset = datasetOf(document, widget);
    const bound = objectAt(widget, '/bind')[filter] ?? field;
    if (!dataset || typeof bound !== 'string') return [];
    return columnsOf(dataset, form, workflow).filter(({ columns }) => columns.has(bound));
  });
}

const lastKey = (path: string) => path.slice(path.lastIndexOf('.') + 1);

function namesState(value: Json, naming: Naming, { from }: StateRename): boolean {
  if (typeof value !== 'string') return false;
  if (naming === 'path') return value === from || value.startsWith(`${from}.`);
  return value.split('+').includes(lastKey(from));
}

function renamedAt(json: JsonObject, mentions: Mention[], { from, to }: StateRename): JsonObject {
  return mentions.reduce((result, { path, naming }) => {
    const value = String(valueAt(result, path));
    const renamed =
      naming === 'path'
        ? to + value.slice(from.length)
        : value
            .split('+')
            .map((key) => (key === lastKey(from) ? lastKey(to) : key))
            .join('+');
    return put(result, path, renamed);
  }, json);
}

/** True where another state goes by the same name, which the place may mean as well. */
function isShared(
  document: Document,
  { workflow, from }: StateRename,
  naming: Naming,
  form: string,
  about: About,
): boolean {
  return Object.values(document.definitions).some((json) => {
    if (json.kind !== 'workflow') return false;
    const isOwn = json.key === workflow;
    if (!isOwn && (about === 'workflow' || (about === 'form' && json.form !== form))) return false;
    const others = statesIn(objectAt(json, '/chart'), '').filter((path) => !isOwn || path !== from);
    return others.some((path) => (naming === 'path' ? path === from : lastKey(path) === lastKey(from)));
  });
}

function statesIn(node: JsonObject, path: string): string[] {
  return Object.entries(objectAt(node, '/states')).flatMap(([key, inner]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [at, ...(isJsonObject(inner) ? statesIn(inner, at) : [])];
  });
}
