// A case: documents, indexes, and operations to be tried on both stores in order. Cases are data, so that one which
// failed can be kept and tried again in every run.
import type mongoose from 'mongoose';
import type { LooseCollection } from '../../support/stores.ts';
import { EXACT, faultText, inAnyOrder, isRefusal, nearly, type Outcome, outcomeOf } from './compare.ts';
import { isInexact } from './pipelines.ts';
import type { Change } from './updates.ts';
import type { Doc } from './values.ts';

export type Operation =
  | { kind: 'find'; filter: Doc; options: Doc }
  | { kind: 'count'; filter: Doc; options: Doc }
  | { kind: 'aggregate'; pipeline: Doc[]; options?: Doc }
  | { kind: 'distinct'; key: string; filter: Doc }
  | { kind: 'insertMany'; documents: Doc[]; options: Doc }
  | { kind: 'bulkWrite'; operations: Doc[]; options: Doc }
  | { kind: 'createIndex'; key: Doc; options: Doc }
  | { kind: 'dropIndex'; name: string }
  | { kind: 'transaction'; changes: Change[]; commit: boolean }
  | Change;

export type Case = {
  documents: Doc[];
  /** Indexes on the embedded store only: with MongoDB scanning, it judges what the indexes answer. */
  indexes: [string, number][];
  operations: Operation[];
};

export type Difference = { operation: unknown; embedded: Outcome; mongodb: Outcome };
/** Filled while cases run. */
export type Counts = { cases: number; refused: number; errors: number; refusals: Map<string, number> };

/** Both stores with the collection that cases are tried on. */
export type Pair = { embedded: Side; mongodb: Side; indexed?: boolean };
export type Side = { own: mongoose.Mongoose; rows: LooseCollection; isMongo: boolean };

/**
 * Faults of the server itself: 6.0 fails in its own rewriting of a grouping by an expression after a filter, and sends
 * a nested key under a collation as bytes that are no text.
 */
const SERVER_FAULTS = ['caused by :: unknown top level operator', 'Invalid UTF-8 string in BSON document'];
const READS = new Set(['find', 'count', 'aggregate', 'distinct']);
const KEEP_GOING = new Set(['createIndex', 'dropIndex']);

/** Runs a case on both stores; gives the first difference. */
export async function runCase(
  { documents, indexes, operations }: Case,
  pair: Pair,
  counts: Counts,
): Promise<Difference | undefined> {
  await fill(pair, documents, indexes);
  for (const operation of operations) {
    const found = await compare(operation, pair, counts);
    if (typeof found === 'object') return found;
    if (READS.has(operation.kind)) continue;
    // What a refused change of many has done before it was refused is not compared.
    if (found === 'refused' && !KEEP_GOING.has(operation.kind)) return undefined;
    const left = await compareContents(operation, pair, counts);
    if (left) return left;
  }
  return undefined;
}

async function fill(pair: Pair, documents: Doc[], indexes: [string, number][]): Promise<void> {
  const { embedded, mongodb } = pair;
  await mongodb.rows.deleteMany({});
  if (pair.indexed) await mongodb.rows.dropIndexes();
  pair.indexed = false;
  await embedded.rows.drop();
  await embedded.rows.createIndex({ unused: 1 });
  for (const [name, direction] of indexes) await embedded.rows.createIndex({ [name]: direction });
  if (documents.length === 0) return;
  await mongodb.rows.insertMany(documents.map((one) => ({ ...one })));
  await embedded.rows.insertMany(documents.map((one) => ({ ...one })));
}

async function compare(operation: Operation, pair: Pair, counts: Counts): Promise<Difference | 'refused' | 'same'> {
  counts.cases += 1;
  if (operation.kind === 'createIndex') pair.indexed = true;
  const embedded = await outcomeOf(() => carryOut(operation, pair.embedded));
  if (isRefusal(embedded)) {
    counts.refused += 1;
    const what = /does not support (.*?)(?: \(|;)/.exec(embedded.error?.message ?? '')?.[1] ?? 'something';
    counts.refusals.set(what, (counts.refusals.get(what) ?? 0) + 1);
    await settle(operation, pair.mongodb);
    return 'refused';
  }
  const mongodb = await outcomeOf(() => carryOut(operation, pair.mongodb));
  if (mongodb.error && SERVER_FAULTS.some((text) => mongodb.error?.message.includes(text))) return 'same';
  if (embedded.error) counts.errors += 1;
  return isSame(operation, embedded, mongodb) ? 'same' : { operation, embedded, mongodb };
}

/** An index that only one of the two has would make them differ later: neither is to have it. */
async function settle(operation: Operation, mongodb: Side): Promise<void> {
  if (operation.kind === 'dropIndex') await outcomeOf(() => carryOut(operation, mongodb));
}

function isSame(operation: Operation, embedded: Outcome, mongodb: Outcome): boolean {
  const shown = shownOf(operation);
  const withCode = namesOneFault(operation);
  return (
    (embedded.result === undefined) === (mongodb.result === undefined) &&
    (embedded.result === undefined || shown(embedded.result) === shown(mongodb.result as string)) &&
    faultText(embedded, withCode) === faultText(mongodb, withCode)
  );
}

function shownOf(operation: Operation): (result: string) => string {
  if (operation.kind === 'distinct') return inAnyOrder;
  return operation.kind === 'aggregate' && isInexact(operation.pipeline) ? nearly : (result) => result;
}

async function compareContents(
  operation: Operation,
  { embedded, mongodb }: Pair,
  counts: Counts,
): Promise<Difference | undefined> {
  counts.cases += 1;
  const contents = ({ rows }: Side) => outcomeOf(() => rows.find({}, { ...EXACT, sort: { _id: 1 } }).toArray());
  const [ours, theirs] = [await contents(embedded), await contents(mongodb)];
  return ours.result === theirs.result
    ? undefined
    : { operation: { after: operation }, embedded: ours, mongodb: theirs };
}

async function carryOut(operation: Operation, side: Side): Promise<unknown> {
  const { rows } = side;
  switch (operation.kind) {
    case 'find':
      return rows.find(operation.filter, { ...EXACT, ...operation.options }).toArray();
    case 'count':
      return rows.countDocuments(operation.filter, { ...operation.options });
    case 'aggregate':
      return rows.aggregate(operation.pipeline, { ...EXACT, ...operation.options }).toArray();
    case 'distinct':
      return rows.distinct(operation.key, operation.filter, EXACT);
    case 'insertMany':
      return rows.insertMany(
        operation.documents.map((one) => ({ ...one })),
        { ...operation.options },
      );
    case 'bulkWrite':
      return plainCounts(
        await rows.bulkWrite(operation.operations.map(copyOf), { ...operation.options }),
        operation.options.ordered === true,
      );
    case 'createIndex':
      return rows.createIndex(operation.key, { ...operation.options });
    case 'dropIndex':
      return dropIndex(rows, operation.name);
    case 'transaction':
      return transaction(operation.changes, operation.commit, side);
    default:
      return change(operation, side, {});
  }
}

/** The driver adds an `_id` to the documents that it is given; the next store is to have its own. */
const copyOf = (operation: Doc): Doc =>
  'insertOne' in operation
    ? { insertOne: { document: { ...(operation.insertOne as { document: Doc }).document } } }
    : { ...operation };

/** Without an order MongoDB's driver miscounts which operation made which document. */
function plainCounts(result: Doc, ordered: boolean): Doc {
  const { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount, upsertedIds, insertedIds } = result;
  const upserted = ordered ? upsertedIds : Object.values(upsertedIds as Doc);
  return { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount, upserted, insertedIds };
}

async function dropIndex(rows: LooseCollection, name: string): Promise<unknown> {
  await rows.dropIndex(name);
  return 'dropped';
}

/** Changes in one transaction, up to the first that fails. */
async function transaction(changes: Change[], commit: boolean, side: Side): Promise<unknown> {
  const session = await side.own.startSession();
  try {
    session.startTransaction();
    const results: unknown[] = [];
    for (const one of changes) results.push(await change(one, side, { session }));
    await (commit ? session.commitTransaction() : session.abortTransaction());
    return results;
  } finally {
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
    await session.endSession();
  }
}

function change(one: Change, { rows, isMongo }: Side, more: Doc): Promise<unknown> {
  const any = rows as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  if (one.kind === 'insertOne') return rows.insertOne({ ...one.document }, more);
  // MongoDB is to take documents in the order in which they lie, unless there is only one.
  const hint = isMongo && Object.keys(one.filter).join() !== '_id' ? { hint: { $natural: 1 } } : {};
  const options = { ...EXACT, ...one.options, ...hint, ...more };
  const method = any[one.kind] as (...args: unknown[]) => Promise<unknown>;
  return 'update' in one ? method.call(rows, one.filter, one.update, options) : method.call(rows, one.filter, options);
}

/** Where several faults stand beside each other it depends on the order of looking which of them is named. */
function namesOneFault(operation: Operation): boolean {
  switch (operation.kind) {
    case 'find':
      return operation.options.projection === undefined;
    case 'aggregate':
    case 'distinct':
      return false;
    case 'transaction':
      return operation.changes.every(namesOneFault);
    case 'bulkWrite':
      return operation.operations.every((one) => hasOneField((Object.values(one)[0] as { update?: unknown }).update));
    case 'updateOne':
    case 'updateMany':
    case 'findOneAndUpdate':
      return hasOneField(operation.update);
    default:
      return true;
  }
}

function hasOneField(update: unknown): boolean {
  if (update === undefined) return true;
  if (Array.isArray(update)) return false;
  const operators = Object.values(update as Doc);
  return operators.length === 1 && Object.keys(operators[0] as Doc).length === 1;
}
