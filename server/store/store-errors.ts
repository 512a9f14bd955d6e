import mongoose from 'mongoose';
import { duplicate, Fault, invalidAt, type Noun, unavailable } from '../fault.ts';
import { OutOfTurn } from './waiting-lines.ts';

const { MongoBulkWriteError, MongoError, MongoServerError, MongoNetworkError, MongoServerSelectionError } =
  mongoose.mongo;

/** How the names of forms' indexes begin; their paths follow. */
export const FORM_INDEX = 'form:';
export const UNIQUE_INDEX = `${FORM_INDEX}unique:`;

/** True when the whole transaction may simply be run again. */
export function isTransient(cause: unknown): boolean {
  if (cause instanceof ChainTaken || cause instanceof OutOfTurn || cause instanceof KeyWanted) return true;
  return cause instanceof MongoError && cause.hasErrorLabel('TransientTransactionError');
}

export function isUnknownCommit(cause: unknown): boolean {
  return cause instanceof MongoError && cause.hasErrorLabel('UnknownTransactionCommitResult');
}

/** Another transaction took the next place of a chain (audit, history, a series): run again, the next place is free. */
export class ChainTaken extends Error {}

/** The first key of a tenant is needed in a transaction: it is made outside, then the transaction is run again. */
export class KeyWanted extends Error {
  readonly make: () => Promise<unknown>;
  constructor(make: () => Promise<unknown>) {
    super('The tenant has no data key yet');
    this.make = make;
  }
}

/** What an operation may be told of an error of the store. Values never get into it: they may be personal data. */
export function toFault(cause: unknown, noun: Noun): unknown {
  if ([Fault, ChainTaken, OutOfTurn, KeyWanted].some((kind) => cause instanceof kind)) return cause;
  if (cause instanceof MongoServerError && cause.code === 11000) {
    const paths = collidingPaths(cause);
    if (paths.includes('seq')) return new ChainTaken();
    return duplicate(
      noun,
      paths.map((path) => (path === '_id' ? 'id' : path)),
    );
  }
  if (cause instanceof MongoServerError && cause.code === TIME_LIMIT) return invalidAt('server/query-too-long', '');
  // Inside a transaction the label decides; the loop there must see the error itself.
  if (cause instanceof MongoError && cause.hasErrorLabel('TransientTransactionError')) return cause;
  return isAway(cause) ? unavailable(cause) : cause;
}

/** A read took longer in the store than it may. */
const TIME_LIMIT = 50;

/** Of a server that stops, steps down, is taken, or has no majority behind it: nothing is wrong with what was asked. */
const awayCodes = new Set([6, 7, 24, 64, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

/** No primary, no connection, no file: the caller may try again later. */
export function isAway(cause: unknown): boolean {
  if (cause instanceof MongoNetworkError || cause instanceof MongoServerSelectionError) return true;
  if (cause instanceof mongoose.Error.MongooseServerSelectionError) return true;
  if (cause instanceof MongoServerError && awayCodes.has(Number(cause.code))) return true;
  // The driver wraps a connection that broke under several inserts in an error of the server's, without a code of any.
  if (cause instanceof MongoBulkWriteError && cause.code === undefined) return true;
  if (!(cause instanceof Error)) return false;
  return fileFaults.has((cause as { code?: unknown }).code);
}

/** Faults of the embedded store's file: what is wrong there is for the operator, who finds it in the log. */
const fileFaults = new Set<unknown>([
  'store-closed',
  'store-damaged',
  'store-failed',
  'store-full',
  'store-locked',
  'store-read-only',
  'store-unreachable',
]);

/** The paths of the unique index that refused; of a bulk write only its name is told. */
function collidingPaths(cause: InstanceType<typeof MongoServerError>): string[] {
  const pattern: unknown = cause.keyPattern;
  const [, name = ''] = /index: (.+?) dup key/.exec(cause.message) ?? [];
  const paths =
    typeof pattern === 'object' && pattern !== null
      ? Object.keys(pattern)
      : name.startsWith(UNIQUE_INDEX)
        ? name.slice(UNIQUE_INDEX.length).split(',')
        : name.split(/_-?1(?:_|$)/).filter(Boolean);
  return paths.filter((path) => path !== 'tenant');
}
