import { assertNever, isJsonObject, type Json, type JsonObject, ok, own, type Result } from '../../../engine/index.ts';
import type { DatasetCommand } from './command.ts';
import {
  type DefinitionRef,
  type Document,
  definition,
  edit,
  objectAt,
  parseRef,
  put,
  renameKey,
  withDefinition,
  withKeyAt,
} from './document.ts';
import { noSuchField, refusedName } from './fields.ts';

export function applyDatasetCommand(document: Document, command: DatasetCommand): Result<Document> {
  const ref: DefinitionRef = { kind: 'dataset', key: command.dataset };
  const { column } = command;
  switch (command.type) {
    case 'column.add':
      return edit(
        document,
        ref,
        (json) => refusedName(objectAt(json, '/fields'), column) ?? ok(put(json, `/fields/${column}`, command.json)),
      );
    case 'column.remove':
      return edit(document, ref, (json) => {
        const { [column]: gone, ...left } = objectAt(json, '/fields');
        return gone === undefined ? noSuchField(column) : ok(put(json, '/fields', left));
      });
    case 'column.move':
      return edit(document, ref, (json) =>
        own(objectAt(json, '/fields'), column) === undefined
          ? noSuchField(column)
          : ok(put(json, '/fields', withKeyAt(objectAt(json, '/fields'), column, command.to))),
      );
    case 'column.rename':
      return rename(document, ref, column, command.to);
    default:
      return assertNever(command);
  }
}

/** Keys of widgets whose texts are columns of the dataset. */
const columnKeys = new Set(['field', 'sort']);

function rename(document: Document, ref: DefinitionRef, from: string, to: string): Result<Document> {
  const dataset = definition(document, ref);
  const fields = objectAt(dataset ?? {}, '/fields');
  if (!dataset || own(fields, from) === undefined) return noSuchField(from);
  const refused = refusedName(fields, to);
  if (refused) return refused;
  const renamed = put(dataset, '/fields', renameKey(fields, from, to));
  let draft = withDefinition(
    document,
    ref,
    renamed.filter === undefined ? renamed : put(renamed, '/filter', inParts(renamed.filter, from, to)),
  );
  for (const [other, json] of Object.entries(document.definitions)) {
    if (json.kind === 'dashboard') draft = withDefinition(draft, parseRef(other), inDashboard(json, ref.key, from, to));
  }
  return ok(draft);
}

/** The dashboard with the column's new name in every widget that shows the dataset. */
function inDashboard(dashboard: JsonObject, dataset: string, from: string, to: string): JsonObject {
  const widgets = objectAt(dashboard, '/widgets');
  if (!Object.values(widgets).some((widget) => isJsonObject(widget) && widget.dataset === dataset)) return dashboard;
  const renamed = Object.fromEntries(
    Object.entries(widgets).map(([key, widget]) => [
      key,
      isJsonObject(widget) && widget.dataset === dataset ? inWidget(widget, from, to) : widget,
    ]),
  );
  // A filter is bound by name in every dataset that has it: it follows where the others do not have it.
  const others = Object.values(widgets).some((widget) => isJsonObject(widget) && widget.dataset !== dataset);
  const filters = objectAt(dashboard, '/filters');
  const follows = (filter: Json) => !others && isJsonObject(filter) && filter.field === from;
  return Object.entries(filters).reduce(
    (so, [key, filter]) => (follows(filter) ? put(so, `/filters/${key}/field`, to) : so),
    put(dashboard, '/widgets', renamed),
  );
}

function inWidget(widget: JsonObject, from: string, to: string): JsonObject {
  const bound = objectAt(widget, '/bind');
  const renamed = inParts(widget, from, to) as JsonObject;
  if (widget.bind === undefined) return renamed;
  return {
    ...renamed,
    bind: Object.fromEntries(Object.entries(bound).map(([filter, column]) => [filter, column === from ? to : column])),
  };
}

function inParts(value: Json, from: string, to: string): Json {
  if (Array.isArray(value)) return value.map((part) => inParts(part, from, to));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      if (key === 'var') return [key, inVar(part, from, to)];
      if (!columnKeys.has(key)) return [key, inParts(part, from, to)];
      return [key, Array.isArray(part) ? part.map((one) => inName(one, from, to)) : inName(part, from, to)];
    }),
  );
}

function inVar(operand: Json, from: string, to: string): Json {
  if (!Array.isArray(operand)) return operand === from ? to : operand;
  return operand.map((part, index) => (index === 0 && part === from ? to : part));
}

// `-amount_sum` sorts downwards by a measure that is called after its column and operation.
function inName(value: Json, from: string, to: string): Json {
  if (typeof value !== 'string') return inParts(value, from, to);
  const [, down = '', name = '', operation = ''] = /^(-?)(.*?)(_[a-z]+)?$/.exec(value) ?? [];
  if (value === down + from) return down + to;
  return name === from ? down + to + operation : value;
}
