// What the driver checks before it asks a server: the form of documents, filters and updates.
import mongoose from 'mongoose';
import type { Doc, Value } from './bson.ts';
import { checkConcerns } from './concerns.ts';
import { refused } from './errors.ts';
import { compileExpression } from './expression.ts';
import { normaliseDocument } from './normalise.ts';

const { MongoInvalidArgumentError } = mongoose.mongo;

export function requireDocument(value: unknown, what: string): asserts value is Doc {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new MongoInvalidArgumentError(`${what} must be a valid JavaScript object`);
  }
}

/** An update needs operators (or a pipeline): a plain document would replace everything. */
export function requireOperators(update: unknown): void {
  const ok = Array.isArray(update)
    ? update.length > 0 && update.every((stage) => beginsWithDollar(stage))
    : beginsWithDollar(update);
  if (!ok) throw new MongoInvalidArgumentError('Update document requires atomic operators');
}

export function requireReplacement(replacement: unknown): void {
  requireDocument(replacement, 'Replacement');
  if (beginsWithDollar(replacement))
    throw new MongoInvalidArgumentError('Replacement document must not contain atomic operators');
}

function beginsWithDollar(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  const plain =
    typeof (value as { toBSON?: unknown }).toBSON === 'function' ? (value as { toBSON(): object }).toBSON() : value;
  return Object.keys(plain)[0]?.startsWith('$') === true;
}

/** In which form values are given back; as with the driver's options of the same names. */
export type Form = {
  promoteValues?: unknown;
  promoteLongs?: unknown;
  useBigInt64?: unknown;
  bsonRegExp?: unknown;
};

/** Options that change results in a way which the store does not have are refused. */
const REFUSED_OPTIONS = [
  'min',
  'max',
  'tailable',
  'awaitData',
  'singleBatch',
  'returnKey',
  'showRecordId',
  'encryptedFields',
  'oplogReplay',
  'out',
  'raw',
  'rawData',
  'fieldsAsRaw',
  'promoteBuffers',
  'serializeFunctions',
  'forceServerObjectId',
  'timeoutMS',
  'timeoutMode',
  'signal',
  'dbName',
  'explain',
];

export type Options = Record<string, Value>;

export function checkOptions(options: Options): Options {
  for (const name of REFUSED_OPTIONS) if (options[name]) throw refused(`the option "${name}"`);
  checkConcerns(options);
  return options;
}

/** The same options for a question that is explained instead of answered. */
export function unexplained(options: Options): Options {
  return options.explain === undefined ? options : { ...options, explain: undefined };
}

/** The moment after which an operation with `maxTimeMS` is given up. */
export function deadlineOf({ maxTimeMS }: Options): number | undefined {
  return typeof maxTimeMS === 'number' && maxTimeMS > 0 ? Date.now() + maxTimeMS : undefined;
}

/** The variables of `let`: constants, which may be written as expressions. */
export function variablesOf(options: Options): Doc | undefined {
  if (options.let === undefined || options.let === null) return undefined;
  requireDocument(options.let, 'Option "let"');
  const scope = { root: {}, variables: {} };
  const given = normaliseDocument(options.let);
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, compileExpression(value)(scope)]));
}
