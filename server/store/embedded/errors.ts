// Errors in the shapes that MongoDB's driver throws, so that callers need not know which store answered, and the
// store's own coded errors for what only a file can suffer.
import mongoose from 'mongoose';
import type { Doc } from './bson.ts';

const { MongoServerError } = mongoose.mongo;

/** MongoDB's code for a command that is not supported. */
const REFUSED = 115;

/** Names of the MongoDB error codes that the store uses. */
const CODE_NAMES: Record<number, string> = {
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  15: 'Overflow',
  20: 'IllegalOperation',
  24: 'LockTimeout',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  112: 'WriteConflict',
  115: 'CommandNotSupported',
  171: 'CannotIndexParallelArrays',
  175: 'QueryPlanKilled',
  197: 'InvalidIndexSpecificationOption',
  251: 'NoSuchTransaction',
  11000: 'DuplicateKey',
};

/** An error as MongoDB's server sends it: `code`, `codeName` and what belongs to the code. */
export function serverError(code: number, message: string, extra: Doc = {}, labels: string[] = []): Error {
  const error = new MongoServerError({
    errmsg: message,
    code,
    codeName: CODE_NAMES[code] ?? `Location${code}`,
    ...extra,
  });
  for (const label of labels) error.addErrorLabel(label);
  return error;
}

/** True for what MongoDB reports of one operation; faults of the file and refusals concern the whole call. */
export function isServerError(error: unknown): error is Error {
  return error instanceof MongoServerError && Number(error.code) !== REFUSED;
}

/** The query, update or document cannot be understood. */
export function badValue(message: string, code = 2): Error {
  return serverError(code, message);
}

/** Something MongoDB can do and this store cannot: said by name, never ignored. */
export function refused(what: string): Error {
  return serverError(
    REFUSED,
    `The embedded store does not support ${what}; use MongoDB (MONGODB_URI) where it is needed`,
  );
}

/** A unique index already holds the key. `keyValue` is in the form that callers get. */
export function duplicateKey(namespace: string, index: string, keyPattern: Doc, keyValue: Doc): Error {
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${showKey(value)}`);
  const message = `E11000 duplicate key error collection: ${namespace} index: ${index} dup key: { ${shown.join(', ')} }`;
  return serverError(11000, message, { index: 0, keyPattern, keyValue });
}

function showKey(value: unknown): string {
  return typeof value === 'string'
    ? JSON.stringify(value)
    : value instanceof Date
      ? `new Date(${value.getTime()})`
      : isPlain(value)
        ? JSON.stringify(value)
        : String(value);
}

const isPlain = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !('_bsontype' in value) && !(value instanceof RegExp);

/** The transaction is gone: finished, aborted by an error, or alive for too long. May be tried again as a whole. */
export function noSuchTransaction(message: string): Error {
  return serverError(251, message, {}, ['TransientTransactionError']);
}

/** Others held the only writer for so long that waiting was given up. Nothing was done; it may be tried again. */
export function writerTaken(seconds: number, inTransaction: boolean): Error {
  return serverError(
    24,
    `Other transactions have held the store for ${seconds} s: nothing was done, try again later`,
    {},
    [inTransaction ? 'TransientTransactionError' : 'RetryableWriteError'],
  );
}

export const timeIsUp = (): Error => serverError(50, 'operation exceeded time limit');

export type StoreErrorCode =
  | 'store-locked'
  | 'store-damaged'
  | 'store-read-only'
  | 'store-full'
  | 'store-unreachable'
  | 'store-failed'
  | 'store-closed'
  | 'store-too-new'
  | 'store-waits-for-itself';

/** A fault of the file or the process, with a stable `code`; the message says what to do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}

export function damaged(message: string, cause?: unknown): StoreError {
  return new StoreError('store-damaged', `${message}: restore the data file from a backup`, cause);
}
