// Many writes in one call, with the results and errors that MongoDB's driver gives for them.
import mongoose from 'mongoose';
import type { Doc, Value } from './bson.ts';
import { isDocument } from './bson.ts';
import type { View } from './catalog.ts';
import { isServerError } from './errors.ts';
import { nativeDriver } from './native-driver.ts';
import { normalise, normaliseDocument } from './normalise.ts';
import { requireDocument, requireOperators, requireReplacement } from './requests.ts';
import { parseSort } from './sort.ts';
import { WriteError } from './write-error.ts';
import { deleteDocuments, insertDocument, type UpdateRequest, updateDocuments } from './write-operations.ts';

const { MongoBulkWriteError, MongoInvalidArgumentError } = mongoose.mongo;

/** The counts of a bulk write, as the driver's BulkWriteResult takes them. */
export type BulkCounts = {
  ok: 1;
  writeErrors: unknown[];
  writeConcernErrors: unknown[];
  insertedIds: { index: number; _id: Value }[];
  nInserted: number;
  nUpserted: number;
  nMatched: number;
  nModified: number;
  nRemoved: number;
  upserted: { index: number; _id: Value }[];
};

export type WriteFailure = { index: number; error: Error; operation: Doc };
/** What MongoDB's driver sends together: without an order, insertions go first and deletions last. */
const SENT = ['insertion', 'update', 'deletion'] as const;
export type BulkOperation = {
  sent: (typeof SENT)[number];
  run: (view: View, counts: BulkCounts) => void;
  /** What the driver would send, as its errors show it. */
  source: Doc;
};

export function emptyCounts(): BulkCounts {
  return {
    ok: 1,
    writeErrors: [],
    writeConcernErrors: [],
    insertedIds: [],
    nInserted: 0,
    nUpserted: 0,
    nMatched: 0,
    nModified: 0,
    nRemoved: 0,
    upserted: [],
  };
}

/** What all operations of a bulk write share. */
export type Around = { namespace: string; variables: Doc | undefined; ignoreUndefined: boolean };

/** Reads the operations of `bulkWrite`; throws before anything is written if one of them is malformed. */
export function readBulk(operations: unknown, around: Around): BulkOperation[] {
  if (!Array.isArray(operations))
    throw new MongoInvalidArgumentError('Argument "operations" must be an array of documents');
  if (operations.length === 0) throw new MongoInvalidArgumentError('Invalid BulkOperation, Batch cannot be empty');
  return operations.map((operation, index) => readOperation(operation as Doc, index, around));
}

function readOperation(operation: Doc, index: number, around: Around): BulkOperation {
  const [name] = isDocument(operation) ? Object.keys(operation) : [];
  const body = name === undefined ? undefined : (operation[name] as Doc);
  switch (name) {
    case 'insertOne':
      return insertion((isDocument(body) && 'document' in body ? body.document : body) as Doc, index, around);
    case 'updateOne':
    case 'updateMany':
      requireOperators(body?.update);
      return updating(body as Doc, { update: body?.update }, name === 'updateMany', index, around);
    case 'replaceOne':
      requireReplacement(body?.replacement);
      return updating(
        body as Doc,
        { replacement: normaliseDocument(body?.replacement as Doc, around.ignoreUndefined) },
        false,
        index,
        around,
      );
    case 'deleteOne':
    case 'deleteMany':
      return deletion(body as Doc, name === 'deleteMany', around);
    default:
      throw new MongoInvalidArgumentError(
        'bulkWrite only supports insertOne, updateOne, updateMany, deleteOne, deleteMany',
      );
  }
}

function insertion(document: Doc, index: number, { namespace, ignoreUndefined }: Around): BulkOperation {
  requireDocument(document, 'Document');
  // The driver gives the caller's own document its id.
  document._id ??= new mongoose.mongo.ObjectId();
  const normal = normaliseDocument(document, ignoreUndefined);
  return {
    sent: 'insertion',
    source: document,
    run: (view, counts) => {
      insertDocument(view, namespace, normal);
      counts.nInserted += 1;
      counts.insertedIds.push({ index, _id: document._id });
    },
  };
}

function updating(
  body: Doc,
  change: UpdateRequest['change'],
  many: boolean,
  index: number,
  { namespace, variables, ignoreUndefined }: Around,
): BulkOperation {
  requireDocument(body?.filter, 'Selector');
  const request: UpdateRequest = {
    filter: normaliseDocument(body.filter as Doc, ignoreUndefined),
    change: 'update' in change ? { update: normalise(change.update, ignoreUndefined) } : change,
    many,
    upsert: body.upsert === true,
    sort: parseSort(body.sort),
    arrayFilters:
      body.arrayFilters === undefined ? undefined : (normalise(body.arrayFilters, ignoreUndefined) as Doc[]),
    collation: body.collation as Doc | undefined,
    hint: body.hint,
    variables,
  };
  return {
    sent: 'update',
    source: {
      q: body.filter,
      u: 'update' in change ? change.update : body.replacement,
      ...(typeof body.upsert === 'boolean' && { upsert: body.upsert }),
      ...(many && { multi: true }),
      ...givenOf(body, ['hint', 'arrayFilters', 'collation', ...(many ? [] : ['sort'])]),
    },
    run: (view, counts) => {
      const outcome = updateDocuments(view, namespace, request);
      if (outcome.failure) throw outcome.failure;
      counts.nMatched += outcome.matched;
      counts.nModified += outcome.modified;
      if (outcome.upsertedId !== undefined) {
        counts.nUpserted += 1;
        counts.upserted.push({ index, _id: outcome.upsertedId });
      }
    },
  };
}

function deletion(body: Doc, many: boolean, { namespace, variables, ignoreUndefined }: Around): BulkOperation {
  requireDocument(body?.filter, 'Selector');
  const request = {
    filter: normaliseDocument(body.filter as Doc, ignoreUndefined),
    many,
    sort: [],
    collation: body.collation as Doc | undefined,
    hint: body.hint,
    variables,
  };
  return {
    sent: 'deletion',
    source: { q: body.filter, limit: many ? 0 : 1, ...givenOf(body, ['collation', 'hint']) },
    run: (view, counts) => {
      counts.nRemoved += deleteDocuments(view, namespace, request).length;
    },
  };
}

const givenOf = (body: Doc, names: string[]): Doc =>
  Object.fromEntries(names.filter((name) => body[name]).map((name) => [name, body[name]]));

/** Runs operations in order; `ordered` stops at the first that fails, and so does a transaction. */
export function runBulk(
  view: View,
  operations: BulkOperation[],
  ordered: boolean,
  inTransaction: boolean,
): { counts: BulkCounts; failures: WriteFailure[] } {
  const counts = emptyCounts();
  const failures: WriteFailure[] = [];
  for (const [index, operation] of ordered ? operations.entries() : asSent(operations)) {
    try {
      operation.run(view, counts);
    } catch (error) {
      if (!isServerError(error)) throw error;
      failures.push({ index, error, operation: operation.source });
      if (ordered || inTransaction) break;
    }
  }
  return { counts, failures };
}

function asSent(operations: BulkOperation[]): [number, BulkOperation][] {
  const numbered = [...operations.entries()];
  return SENT.flatMap((sent) => numbered.filter(([, operation]) => operation.sent === sent));
}

export function bulkResult(counts: BulkCounts, ordered: boolean): { insertedCount: number } {
  return new nativeDriver.BulkWriteResult(counts, ordered);
}

/** The error of a bulk write some of whose operations failed. */
export function bulkError(counts: BulkCounts, failures: WriteFailure[], ordered: boolean): Error {
  const writeErrors = failures.map(({ index, error, operation }) => {
    const { code, errmsg, message } = error as unknown as Doc;
    return new WriteError({ index, code, errmsg: errmsg ?? message, errInfo: undefined, op: operation });
  });
  const [first] = failures;
  counts.writeErrors.push(...writeErrors);
  const details = first?.error as unknown as Doc;
  return new MongoBulkWriteError(
    { message: first?.error.message ?? '', code: details.code as number, writeErrors: writeErrors as never } as never,
    bulkResult(counts, ordered) as never,
  );
}
