// A collection with the methods of the driver's Collection that Mongoose and its users call.
import mongoose from 'mongoose';
import { aggregate, checkPipeline } from './aggregate.ts';
import type { Doc, Value } from './bson.ts';
import { bulkError, bulkResult, readBulk, runBulk } from './bulk-write.ts';
import { CollectionStructure } from './collection-structure.ts';
import { Cursor } from './cursor.ts';
import { distinctValues } from './distinct.ts';
import { refused } from './errors.ts';
import { explainAggregate, explainFind } from './explain.ts';
import { FindCursor } from './find-cursor.ts';
import { normalise, normaliseDocument, promote } from './normalise.ts';
import { refuseOtherMembers } from './refused-members.ts';
import {
  type Options,
  requireDocument,
  requireOperators,
  requireReplacement,
  unexplained,
  variablesOf,
} from './requests.ts';
import { documentById } from './scan.ts';
import { countRows } from './select.ts';
import { ClientSession } from './session.ts';
import { parseSort } from './sort.ts';
import {
  type DeleteRequest,
  deleteDocuments,
  insertDocument,
  type UpdateOutcome,
  type UpdateRequest,
  updateDocuments,
} from './write-operations.ts';

const { Collection, ObjectId } = mongoose.mongo;

export class EmbeddedCollection extends CollectionStructure {
  async insertOne(document: Doc, given: Options = {}): Promise<Doc> {
    const options = this.withDefaults(given);
    requireDocument(document, 'Document');
    document._id ??= new ObjectId();
    const normal = normaliseDocument(document, options.ignoreUndefined === true);
    await this.write(options, (view) => insertDocument(view, this.namespace, normal));
    return { acknowledged: true, insertedId: document._id };
  }

  async insertMany(documents: Doc[], given: Options = {}): Promise<Doc> {
    const options = this.withDefaults(given);
    if (!Array.isArray(documents))
      throw new mongoose.mongo.MongoInvalidArgumentError('Argument "docs" must be an array of documents');
    const result = await this.bulkWrite(
      documents.map((document) => ({ insertOne: { document } })),
      options,
    );
    return {
      acknowledged: true,
      insertedCount: result.insertedCount,
      insertedIds: Object.fromEntries(documents.map((document, i) => [i, document._id])),
    };
  }

  async bulkWrite(operations: unknown, given: Options = {}): Promise<{ insertedCount: number }> {
    const options = this.withDefaults(given);
    const ordered = options.ordered !== false;
    const read = readBulk(operations, {
      namespace: this.namespace,
      variables: variablesOf(options),
      ignoreUndefined: options.ignoreUndefined === true,
    });
    const { session } = options;
    const inTransaction = session instanceof ClientSession && session.inTransaction();
    const { counts, failures } = await this.write(options, (view) => {
      const done = runBulk(view, read, ordered, inTransaction);
      // In a transaction a failed write undoes all of it, which an error of the step brings about.
      if (inTransaction && done.failures.length > 0) throw bulkError(done.counts, done.failures, ordered);
      return done;
    });
    if (failures.length > 0) throw bulkError(counts, failures, ordered);
    return bulkResult(counts, ordered);
  }

  find(filter: Doc = {}, given: Options = {}): FindCursor {
    const options = this.withDefaults(given);
    return new FindCursor(this, filter, options);
  }

  async findOne(filter: Doc = {}, given: Options = {}): Promise<unknown> {
    const options = this.withDefaults(given);
    if (options.explain) return this.explain(filter, unexplained(options));
    if (isById(filter, options)) return this.byId(filter._id, options);
    return this.find(filter, { ...options, limit: -1 }).next();
  }

  /** The most common question, on the shortest way. */
  private async byId(id: Value, options: Options): Promise<unknown> {
    const found = await this.read(options, (view) => {
      const collection = view.collections.get(this.namespace);
      return collection && documentById(view, collection, normalise(id));
    });
    if (!found) return null;
    const project = FindCursor.projection(options);
    const document = project ? project(found.document) : found.document;
    return found.exotic ? shown(document, options) : document;
  }

  private updateRequest(filter: Doc, change: UpdateRequest['change'], many: boolean, options: Options): UpdateRequest {
    requireDocument(filter, 'Selector');
    return {
      filter: normaliseDocument(filter, options.ignoreUndefined === true),
      change:
        'update' in change
          ? { update: normalise(change.update, options.ignoreUndefined === true) }
          : { replacement: normaliseDocument(change.replacement, options.ignoreUndefined === true) },
      many,
      upsert: options.upsert === true,
      sort: parseSort(options.sort),
      arrayFilters: options.arrayFilters === undefined ? undefined : (normalise(options.arrayFilters) as Doc[]),
      collation: options.collation as Doc | undefined,
      variables: variablesOf(options),
      hint: options.hint,
    };
  }

  private async update(request: UpdateRequest, options: Options): Promise<Doc> {
    const { session } = options;
    const inTransaction = session instanceof ClientSession && session.inTransaction();
    const outcome = await this.write(options, (view) => {
      const done = updateDocuments(view, this.namespace, request);
      if (inTransaction && done.failure) throw done.failure;
      return done;
    });
    if (outcome.failure) throw outcome.failure;
    return {
      acknowledged: true,
      modifiedCount: outcome.modified,
      upsertedId: outcome.upsertedId === undefined ? null : promote(outcome.upsertedId),
      upsertedCount: outcome.upsertedId === undefined ? 0 : 1,
      matchedCount: outcome.matched,
    };
  }

  async updateOne(filter: Doc, update: Value, given: Options = {}): Promise<Doc> {
    const options = this.withDefaults(given);
    requireOperators(update);
    return this.update(this.updateRequest(filter, { update }, false, options), options);
  }

  async updateMany(filter: Doc, update: Value, given: Options = {}): Promise<Doc> {
    const options = this.withDefaults(given);
    requireOperators(update);
    return this.update(this.updateRequest(filter, { update }, true, options), options);
  }

  async replaceOne(filter: Doc, replacement: Doc, given: Options = {}): Promise<Doc> {
    const options = this.withDefaults(given);
    requireReplacement(replacement);
    return this.update(this.updateRequest(filter, { replacement }, false, options), options);
  }

  async findOneAndUpdate(filter: Doc, update: Value, given: Options = {}): Promise<unknown> {
    const options = this.withDefaults(given);
    requireOperators(update);
    return this.modify(this.updateRequest(filter, { update }, false, options), options);
  }

  async findOneAndReplace(filter: Doc, replacement: Doc, given: Options = {}): Promise<unknown> {
    const options = this.withDefaults(given);
    requireReplacement(replacement);
    return this.modify(this.updateRequest(filter, { replacement }, false, options), options);
  }

  private async modify(request: UpdateRequest, options: Options): Promise<unknown> {
    const outcome = await this.write(options, (view) => updateDocuments(view, this.namespace, request));
    const wantsAfter = options.returnDocument === 'after' || options.returnOriginal === false || options.new === true;
    const value = (wantsAfter ? outcome.after : outcome.before) ?? null;
    return this.modified(value, lastError(outcome), options);
  }

  async findOneAndDelete(filter: Doc, given: Options = {}): Promise<unknown> {
    const options = this.withDefaults(given);
    const request = this.deletion(filter, false, options);
    const [gone] = await this.write(options, (view) => deleteDocuments(view, this.namespace, request));
    return this.modified(gone?.document ?? null, { n: gone ? 1 : 0 }, options);
  }

  private modified(document: Doc | null, lastErrorObject: Doc, options: Options): unknown {
    const shape = FindCursor.projection(options);
    const value = document === null ? null : shown(shape ? shape(document) : document, options);
    return options.includeResultMetadata === true ? { lastErrorObject: promote(lastErrorObject), value, ok: 1 } : value;
  }

  private deletion(filter: Doc, many: boolean, options: Options): DeleteRequest {
    requireDocument(filter, 'Selector');
    return {
      filter: normaliseDocument(filter, options.ignoreUndefined === true),
      many,
      sort: parseSort(options.sort),
      collation: options.collation as Doc | undefined,
      variables: variablesOf(options),
      hint: options.hint,
    };
  }

  private async delete(filter: Doc, many: boolean, options: Options): Promise<Doc> {
    const request = this.deletion(filter, many, { ...options, sort: undefined });
    const deletedCount = await this.write(options, (view) => deleteDocuments(view, this.namespace, request).length);
    return { acknowledged: true, deletedCount };
  }

  async deleteOne(filter: Doc = {}, given: Options = {}): Promise<Doc> {
    const options = this.withDefaults(given);
    return this.delete(filter, false, options);
  }

  async deleteMany(filter: Doc = {}, given: Options = {}): Promise<Doc> {
    const options = this.withDefaults(given);
    return this.delete(filter, true, options);
  }

  async countDocuments(filter: Doc = {}, given: Options = {}): Promise<number> {
    const options = this.withDefaults(given);
    const selection = { ...FindCursor.selection(filter, options), sort: [] };
    const { namespace } = this;
    return this.readInSteps(options, function* (view) {
      const collection = view.collections.get(namespace);
      return collection ? yield* countRows(view, collection, selection) : 0;
    });
  }

  async estimatedDocumentCount(options: Options = {}): Promise<number> {
    return this.countDocuments({}, { session: options.session, maxTimeMS: options.maxTimeMS });
  }

  async distinct(key: string, filter: Doc = {}, given: Options = {}): Promise<unknown[]> {
    const options = this.withDefaults(given);
    if (options.hint) throw refused('the option "hint" of distinct()');
    const normal = normaliseDocument(filter, options.ignoreUndefined === true);
    const values = await this.readInSteps(options, (view) =>
      distinctValues(view, this.namespace, key, normal, options.collation as Doc | undefined),
    );
    return values.map((value) => shown(value, options));
  }

  aggregate(pipeline: unknown = [], given: Options = {}): Cursor {
    const options = this.withDefaults(given);
    const aggregation = {
      database: this.database.databaseName,
      collection: this.collectionName,
      pipeline: normalise(checkPipeline(pipeline), options.ignoreUndefined === true) as Doc[],
      collation: options.collation as Doc | undefined,
      variables: variablesOf(options),
      hint: options.hint,
    };
    const open = (): Promise<{ documents: Doc[] }> =>
      this.readInSteps(options, function* (view) {
        const documents = yield* aggregate(view, aggregation);
        return { documents: documents.map((document) => shown(document, options) as Doc) };
      });
    return new Cursor(this.namespace, open, () =>
      this.read(unexplained(options), (view) => explainAggregate(view, aggregation)),
    );
  }

  explain(filter: Doc, options: Options): Promise<Doc> {
    return this.read(options, (view) => explainFind(view, this.namespace, FindCursor.selection(filter, options)));
  }
}

const BESIDE_ID = ['skip', 'collation', 'hint', 'let', 'maxTimeMS'];

/** A filter for one document by its id, with no option that could mean another or more than its rights and form. */
function isById(filter: Doc, options: Options): boolean {
  const id = filter?._id;
  const plain = typeof id === 'string' || typeof id === 'number' || id instanceof ObjectId;
  return plain && Object.keys(filter).length === 1 && BESIDE_ID.every((name) => options[name] === undefined);
}

/** A value in the form that the caller wants. */
function shown(value: Value, options: Options): Value {
  return promote(value, options);
}

function lastError({ matched, upsertedId }: UpdateOutcome): Doc {
  const extra = upsertedId === undefined ? {} : { upserted: upsertedId };
  return { n: matched + (upsertedId === undefined ? 0 : 1), updatedExisting: matched > 0, ...extra };
}

refuseOtherMembers(EmbeddedCollection.prototype, 'Collection', Collection);
