// Changing documents: insert, update, replace and delete, each as one synchronous step on a view.
import type { Doc, Value } from './bson.ts';
import { ObjectId } from './bson.ts';
import { type Collection, ensureCollection, type View } from './catalog.ts';
import { parseCollation } from './collation.ts';
import { sameBinary } from './compare.ts';
import { isServerError, serverError } from './errors.ts';
import { compileFilter } from './match.ts';
import { deleteRow, insertRow, updateRow } from './rows.ts';
import type { StoredRow } from './scan.ts';
import { selectRows } from './select.ts';
import type { SortKey } from './sort.ts';
import { finish } from './steps.ts';
import { compileReplacement, compileUpdate, type Updater } from './update.ts';
import { documentFromFilter, idFromFilter } from './upsert.ts';

/** What an update asks for. `replacement` is a whole document, `update` operators or a pipeline. */
export type UpdateRequest = {
  filter: Doc;
  change: { update: Value } | { replacement: Doc };
  many: boolean;
  upsert: boolean;
  sort: SortKey[];
  arrayFilters?: Doc[] | undefined;
  collation?: Doc | undefined;
  variables?: Doc | undefined;
  hint?: Value;
};

export type UpdateOutcome = {
  matched: number;
  modified: number;
  upsertedId?: Value;
  /** What stopped an update of many documents after some of them. */
  failure?: Error;
  /** The first document before and after, for `findOneAndUpdate`. */
  before?: Doc | undefined;
  after?: Doc | undefined;
};

/** Stores a document; it gets an ObjectId if it has no `_id`, which becomes its first field. */
export function insertDocument(view: View, namespace: string, document: Doc): Value {
  const { _id, ...rest } = document;
  const id = _id === undefined ? new ObjectId() : _id;
  const collection = ensureCollection(view, namespace);
  insertRow(view, collection, { _id: id, ...rest });
  return id;
}

function updaterOf(request: UpdateRequest): Updater {
  const { change, filter, arrayFilters, collation, variables } = request;
  if ('replacement' in change) return compileReplacement(change.replacement);
  return compileUpdate(change.update, { filter, arrayFilters, variables, strings: parseCollation(collation)?.order });
}

export function updateDocuments(view: View, namespace: string, request: UpdateRequest): UpdateOutcome {
  const update = updaterOf(request);
  const collection = view.collections.get(namespace);
  const { filter, sort, many, collation, upsert, variables, hint } = request;
  if (!collection) compileFilter(filter, { variables });
  const rows = collection
    ? finish(selectRows(view, collection, { filter, sort, skip: 0, limit: many ? 0 : 1, collation, variables, hint }))
    : [];
  if (rows.length === 0)
    return upsert ? insertFromFilter(view, namespace, request, update) : { matched: 0, modified: 0 };
  const outcome: UpdateOutcome = { matched: 0, modified: 0 };
  try {
    for (const row of rows) updateOne(view, namespace, row, update, outcome);
  } catch (error) {
    // As on MongoDB, documents changed before the one that fails stay changed.
    if (outcome.modified === 0 || !isServerError(error)) throw error;
    outcome.failure = error;
  }
  return outcome;
}

function updateOne(view: View, namespace: string, row: StoredRow, update: Updater, outcome: UpdateOutcome): void {
  const { document, touched } = update(row.document);
  outcome.matched += 1;
  if (touched || !sameBinary(row.document, document)) {
    // Arrays may have changed how the collection is kept, so it is asked for each time.
    updateRow(view, view.collections.get(namespace) as Collection, row.rid, row.document, document);
    outcome.modified += 1;
  }
  if (outcome.matched === 1) {
    outcome.before = row.document;
    outcome.after = document;
  }
}

function insertFromFilter(view: View, namespace: string, request: UpdateRequest, update: Updater): UpdateOutcome {
  const base = 'replacement' in request.change ? idFromFilter(request.filter) : documentFromFilter(request.filter);
  const { _id, ...rest } = update(base, true).document;
  if (Array.isArray(_id) && isWhole(request)) {
    throw serverError(
      54,
      "After applying the update to the document, the (immutable) field '_id' was found to be an array or array descendant.",
    );
  }
  const document: Doc = { _id: _id === undefined ? new ObjectId() : _id, ...rest };
  const upsertedId = insertDocument(view, namespace, document);
  return { matched: 0, modified: 0, upsertedId, after: document };
}

/** The update makes the document as a whole: a replacement or a pipeline. */
function isWhole({ change }: UpdateRequest): boolean {
  return 'replacement' in change || Array.isArray(change.update);
}

export type DeleteRequest = Pick<UpdateRequest, 'filter' | 'many' | 'sort' | 'collation' | 'variables' | 'hint'>;

/** Removes what the filter finds; gives the rows that are gone. */
export function deleteDocuments(view: View, namespace: string, { many, ...request }: DeleteRequest): StoredRow[] {
  const collection = view.collections.get(namespace);
  if (!collection) {
    compileFilter(request.filter, { variables: request.variables });
    return [];
  }
  const selection = { collation: undefined, ...request, skip: 0, limit: many ? 0 : 1 };
  const rows = finish(selectRows(view, collection, selection));
  for (const { rid, document } of rows) deleteRow(view, collection, rid, document);
  return rows;
}
